using System.Security;
using System.Text;

namespace Markdwell.Services.Markdown.Formulas;

/// <summary>Reads a clean tree from left to right and says by signs what MathML says by place.</summary>
internal sealed class LinearWriter(bool isXhtml)
{
    public string Write(MathElement element)
    {
        var children = element.Children;
        if (AccentMarks.Find(element) is { } accent)
        {
            return accent.On(Write(children[0]), children[0].Text.Length == 1);
        }
        return element.Name switch
        {
            "mi" => Identifier(element),
            "mn" or "mtext" or "mo" => Escape(LinearWords.Of(element)),
            "mspace" => LinearWords.Space(element),
            "mphantom" => "",
            "mfrac" => Fraction(element),
            "msqrt" => $"√({Row(children)})",
            "mroot" => $"√[{Write(children[1])}]({Write(children[0])})",
            "msub" or "munder" => Scripted(element, under: children[1], over: null),
            "msup" or "mover" => Scripted(element, under: null, over: children[1]),
            "msubsup" or "munderover" => Scripted(element, children[1], children[2]),
            "mtable" => LinearTable.Write(element, Row, isXhtml),
            _ => Row(children),
        };
    }

    private string Row(IReadOnlyList<MathElement> children)
    {
        var row = new StringBuilder();
        MathElement? before = null;
        foreach (var child in children)
        {
            var text = Write(child);
            if (before is not null && text.Length > 0 && row.Length > 0 && IsWord(text[0]) && IsWord(row[^1]) && LinearWords.AreTwoWords(before, child))
            {
                row.Append(' ');
            }
            row.Append(text);
            before = child;
        }
        return row.ToString();
    }

    private static bool IsWord(char edge) => char.IsLetterOrDigit(edge) || edge is '<' or '>';

    private string Identifier(MathElement element)
    {
        var text = Escape(LinearWords.Of(element));
        var variant = element["mathvariant"];
        return !isXhtml || text.Length == 0 ? text
            : variant is "bold" or "bold-italic" ? $"<strong>{text}</strong>"
            : variant is null && element.Text.Length == 1 && char.IsLetter(element.Text[0]) ? $"<em>{text}</em>"
            : text;
    }

    private string Fraction(MathElement element)
    {
        var over = element.Children[0];
        var under = element.Children[1];
        return element["linethickness"]?.StartsWith("0p", StringComparison.Ordinal) == true
            ? $"{Write(over)} choose {Write(under)}"
            : $"{Grouped(over)}/{Grouped(under)}";
    }

    private string Scripted(MathElement element, MathElement? under, MathElement? over)
    {
        var body = element.Children[0];
        // "lim " has the space that parts it from what it is applied to.
        var after = Write(body).EndsWith(' ') ? " " : "";
        return $"{Grouped(body)}{Script(under, "_", "sub")}{Script(over, "^", "sup")}{after}";
    }

    private string Script(MathElement? script, string sign, string element)
    {
        var text = script is null ? "" : Write(script).Trim();
        return text.Trim('′').Length == 0 ? text
            : isXhtml ? $"<{element}>{text}</{element}>"
            : $"{sign}{Grouped(script!)}";
    }

    private string Grouped(MathElement element)
    {
        var text = Write(element).Trim();
        return text.Length <= 1 || LinearWords.IsOneWhole(element) ? text : $"({text})";
    }

    private string Escape(string text) => isXhtml ? SecurityElement.Escape(text) : text;
}
