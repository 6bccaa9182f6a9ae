using System.Text;
using Markdwell.Services.Markdown;

namespace Markdwell.Pages.Shared;

/// <summary>What a frame shows: a rendered text, or one line for whoever looks at it.</summary>
public sealed record Document(string Html, string? Notice)
{
    public static Document Of(RenderedMarkdown rendered) =>
        rendered.Refusal is { } refusal ? Says(Sentence(refusal)) : new(Encoding.UTF8.GetString(rendered.Html.Span), null);

    public static Document Says(string notice) => new("", notice);

    private static string Sentence(RenderRefusal refusal) => refusal.ToString();
}
