using Markdig.Extensions.Emoji;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Markdwell.Services.Markdown.Formulas;

namespace Markdwell.Services.Markdown.Dialect.Headings;

/// <summary>The words of a heading without their markup.</summary>
internal static class HeadingText
{
    /// <summary>For ids: <c>:rocket:</c> counts by its name and a picture not at all, as on GitHub.</summary>
    public static string Typed(HeadingBlock heading) => Write(heading, shown: false);

    /// <summary>For readers: the emoji itself, and the words of a picture.</summary>
    public static string Shown(HeadingBlock heading) => Write(heading, shown: true);

    private static string Write(HeadingBlock heading, bool shown)
    {
        using var text = new StringWriter();
        foreach (var inline in heading.Inline?.Descendants<Inline>() ?? [])
        {
            switch (inline)
            {
                case { } when !shown && IsInPicture(inline): break;
                case EmojiInline emoji when !shown: text.Write(emoji.Match); break;
                case LiteralInline literal: text.Write(literal.Content.AsSpan()); break;
                case CodeInline code: text.Write(code.ContentSpan); break;
                case InlineFormula formula: text.Write(formula.Tex); break;
                case HtmlEntityInline entity: text.Write(entity.Transcoded.AsSpan()); break;
                case AutolinkInline link: text.Write(link.Url); break;
                case LineBreakInline: text.Write('\n'); break;
                default: break;
            }
        }
        return text.ToString();
    }

    private static bool IsInPicture(Inline inline)
    {
        for (var around = inline.Parent; around is not null; around = around.Parent)
        {
            if (around is LinkInline { IsImage: true })
            {
                return true;
            }
        }
        return false;
    }
}
