using System.Net;

namespace Markdwell.Services.Markdown.Formulas;

/// <summary>Reads a clean tree from left to right and says by signs what MathML says by place.</summary>
internal sealed class LinearWriter(bool isXhtml)
{
    // They tell screen readers what two neighbours do with each other; on paper they are nothing.
    private const string FunctionApplication = "\u2061";
    private const string InvisibleOperators = "\u2062\u2063\u2064";

    public string Write(MathElement element)
    {
        var children = element.Children;
        return element.Name switch
        {
            "mi" => Identifier(element),
            "mn" or "mtext" => Escape(Letters(element)),
            "mo" => Operator(element.Text),
            "mspace" => Space(element),
            "mphantom" => "",
            "mfrac" => Fraction(element),
            "msqrt" => $"√({Row(children)})",
            "mroot" => Root(Write(children[0]), Write(children[1])),
            "msub" or "munder" => Scripted(element, under: children[1], over: null),
            "msup" or "mover" => Scripted(element, under: null, over: children[1]),
            "msubsup" or "munderover" => Scripted(element, children[1], children[2]),
            "mtable" => LinearTable.Write(element, Row, isXhtml),
            _ => Row(children),
        };
    }

    private string Row(IReadOnlyList<MathElement> children) => string.Concat(children.Select(Write));

    private string Identifier(MathElement element)
    {
        var text = Escape(Letters(element));
        var variant = element["mathvariant"];
        return !isXhtml || text.Length == 0 ? text
            : variant is "bold" or "bold-italic" ? $"<strong>{text}</strong>"
            : variant is null && element.Text.Length == 1 && char.IsLetter(element.Text[0]) ? $"<em>{text}</em>"
            : text;
    }

    /// <summary>ℝ and its like are in every font, 𝔤 and its like in few: those stay what they are.</summary>
    private static string Letters(MathElement element)
    {
        var letters = MathLetters.In(element["mathvariant"], element.Text);
        return letters.Length == element.Text.Length ? letters : element.Text;
    }

    private string Operator(string text) => text == FunctionApplication ? " " : InvisibleOperators.Contains(text, StringComparison.Ordinal) ? "" : Escape(text);

    private static string Space(MathElement element) => element["width"] is ['0', '.', '0' or '1', ..] or ['-', ..] or null ? "" : " ";

    private string Fraction(MathElement element)
    {
        var over = element.Children[0];
        var under = element.Children[1];
        return element["linethickness"] is { } thickness && thickness.StartsWith("0p", StringComparison.Ordinal)
            ? $"{Write(over)} choose {Write(under)}"
            : $"{Grouped(over)}/{Grouped(under)}";
    }

    private static string Root(string of, string degree) => degree switch
    {
        "3" => $"∛({of})",
        "4" => $"∜({of})",
        _ => $"√[{degree}]({of})",
    };

    private string Scripted(MathElement element, MathElement? under, MathElement? over)
    {
        var body = element.Children[0];
        if (AccentMarks.Find(element) is { } accent)
        {
            return accent.On(Write(body), body.Text.Length == 1);
        }
        return $"{Grouped(body)}{Script(under, "_", "sub")}{Script(over, "^", "sup")}";
    }

    private string Script(MathElement? script, string sign, string element)
    {
        var text = script is null ? "" : Write(script);
        return text.Length == 0 ? ""
            : text.Trim('′').Length == 0 ? text
            : isXhtml ? $"<{element}>{text}</{element}>"
            : $"{sign}{Grouped(script!)}";
    }

    private string Grouped(MathElement element)
    {
        var text = Write(element);
        return element.Name is "mi" or "mn" or "mo" or "mtext" or "msqrt" or "mroot" || element["accent"] == "true" || IsFenced(element) || text.Length <= 1 ? text : $"({text})";
    }

    private static bool IsFenced(MathElement element) =>
        element is { Name: "mrow", Children: [{ Name: "mo" } first, .., { Name: "mo" } last] } && first["fence"] == "true" && last["fence"] == "true";

    private string Escape(string text) => isXhtml ? WebUtility.HtmlEncode(text) : text;
}
