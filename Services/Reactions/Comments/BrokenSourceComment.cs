using System.Globalization;
using System.Security;

namespace Markdwell.Services.Reactions.Comments;

/// <summary>
/// What is written below a page whose files are to be had no more, in Confluence's storage format. Names of files come from whoever may
/// store files at their hosts: as words they can neither close an element nor begin a macro, a mention or a link.
/// </summary>
internal sealed record BrokenSourceComment(string Storage, string Fingerprint)
{
    private const string Name = "markdwell-broken-source";
    private const string AnswerName = "markdwell-working-source";
    private const int MarkLength = 16;
    private const string Footer = "<p><em>Written by Markdwell. Confluence administrators can switch such comments off in the Markdwell settings.</em></p>";

    /// <summary>Says that all is well again.</summary>
    public static string Answer { get; } = $"<p>{Anchor(AnswerName)}Markdwell can read all files that this page shows again.</p>{Footer}";

    public static BrokenSourceComment Of(IReadOnlyList<BrokenFile> files)
    {
        var fingerprint = CommentWords.Fingerprint(files);
        var more = files.Count - CommentWords.MaxNamed;
        var items = files.Take(CommentWords.MaxNamed).Select(Item);
        var list = string.Concat(more > 0 ? items.Append($"<li><p>and {more} more</p></li>") : items);
        var heading = files.Count == 1 ? "A file that this page shows cannot be read any more:" : $"{files.Count} files that this page shows cannot be read any more:";
        return new(
            $"<p>{Anchor(MarkOf(fingerprint))}{heading}</p><ul>{list}</ul><p>Readers still see the last good copy. Markdwell asks again each hour, and says so here when all is well.</p>{Footer}",
            fingerprint);
    }

    /// <param name="fingerprint">Of the comment when it was sent.</param>
    public static bool IsIn(string? storage, string fingerprint) => storage?.Contains(MarkOf(fingerprint), StringComparison.Ordinal) == true;

    public static bool IsAnswer(string? storage) => storage?.Contains(AnswerName, StringComparison.Ordinal) == true;

    private static string Item(BrokenFile file) =>
        string.Create(CultureInfo.InvariantCulture, $"<li><p><code>{Words(file.Name)}</code>, since {file.Since:yyyy-MM-dd HH:mm} UTC: {Words(file.Trouble)}.</p></li>");

    private static string Words(string words) => SecurityElement.Escape(CommentWords.Of(words));

    // Readers do not see it, and people who answer do not copy it.
    private static string Anchor(string name) =>
        $"""<ac:structured-macro ac:name="anchor" ac:schema-version="1"><ac:parameter ac:name="">{name}</ac:parameter></ac:structured-macro>""";

    private static string MarkOf(string fingerprint) => $"{Name}-{fingerprint[..MarkLength]}";
}
