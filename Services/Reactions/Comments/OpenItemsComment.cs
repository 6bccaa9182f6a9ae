using System.Text.Json;
using Markdwell.Services.Atlassian;

namespace Markdwell.Services.Reactions.Comments;

/// <summary>
/// What is written on an issue whose required items are open, in the Atlassian Document Format. An author's words go into text
/// nodes without marks, where nothing is a link, a mention or an emoji: who writes <c>@everybody</c> into an item must not make the app call them.
/// https://developer.atlassian.com/cloud/jira/platform/apis/document/structure/
/// </summary>
internal sealed record OpenItemsComment(JsonElement Body, string Fingerprint)
{
    private const string Footer = "Written by Markdwell, which keeps this comment up to date while the issue is done. Jira administrators can switch such comments off in the Markdwell settings.";

    public static OpenItemsComment Of(IReadOnlyList<string> openItems)
    {
        var body = JsonSerializer.SerializeToElement(new { type = "doc", version = 1, content = Blocks(openItems) }, ProductClients.Json);
        return new(body, CommentWords.Fingerprint(body));
    }

    private static object[] Blocks(IReadOnlyList<string> openItems) => openItems.Count == 0
        ? [Paragraph("All required items of this issue's checklist are done now."), Small()]
        : [Paragraph(Heading(openItems.Count)), Items(openItems), Small()];

    private static string Heading(int count) => count == 1
        ? "This issue is done, but a required item of its checklist is open:"
        : $"This issue is done, but {count} required items of its checklist are open:";

    private static object Items(IReadOnlyList<string> openItems)
    {
        var lines = openItems.Take(CommentWords.MaxNamed).Select(CommentWords.Of);
        var more = openItems.Count - CommentWords.MaxNamed;
        return new { type = "bulletList", content = (more > 0 ? lines.Append($"and {more} more") : lines).Select(line => new { type = "listItem", content = new[] { Paragraph(line) } }) };
    }

    private static object Paragraph(string text) => new { type = "paragraph", content = new[] { new { type = "text", text } } };

    private static object Small() => new { type = "paragraph", content = new[] { new { type = "text", text = Footer, marks = new[] { new { type = "em" } } } } };
}
