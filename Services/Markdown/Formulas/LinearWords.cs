namespace Markdwell.Services.Markdown.Formulas;

/// <summary>What single elements are on one line, and what belongs together there.</summary>
internal static class LinearWords
{
    // They tell screen readers what two neighbours do with each other; on paper they are nothing.
    private const string FunctionApplication = "\u2061";
    private const string InvisibleOperators = "\u2062\u2063\u2064";

    // Half of a sign that TeX puts where a space is taken back.
    private const char Backwards = '\u2063';

    public static string Of(MathElement element)
    {
        var text = element.Text;
        if (element.Name == "mo" && (text == FunctionApplication || (text.Length > 1 && char.IsLetter(text[0]))))
        {
            return text == FunctionApplication ? " " : $" {text} ";
        }
        var letters = MathLetters.In(element["mathvariant"], text);
        // ℝ and its like are in every font, 𝔤 and its like in few: those stay what they are.
        return letters.Length != text.Length ? text
            : text.Contains(Backwards, StringComparison.Ordinal) ? ""
            : string.Concat(letters.Select(Sign));
    }

    public static string Space(MathElement element) => element["width"] is null or ['0', '.', '0' or '1', ..] or ['-', ..] ? "" : " ";

    /// <summary>Where nothing but a script or a name of several letters tells where one ends and the next begins.</summary>
    public static bool AreTwoWords(MathElement before, MathElement after) => IsScripted(Edge(before, isEnd: true)) || Edge(after, isEnd: false).Text.Length > 1;

    public static bool IsOneWhole(MathElement element) => element.Name switch
    {
        "mi" or "mn" or "mo" or "mtext" or "msqrt" or "mroot" => true,
        "mrow" => IsFenced(element) || element.Children is [{ Name: "mi" }, { Text: FunctionApplication }] || AccentMarks.Find(element) is not null,
        "mspace" or "mphantom" => true,
        _ => AccentMarks.Find(element) is not null,
    };

    private static bool IsFenced(MathElement row) =>
        row.Children is [{ Name: "mo" } first, .., { Name: "mo" } last] && first["fence"] == "true" && last["fence"] == "true";

    private static bool IsScripted(MathElement element) => element.Name is "msub" or "msup" or "msubsup" or "munder" or "mover" or "munderover";

    /// <summary>The first or last thing in a row of rows.</summary>
    private static MathElement Edge(MathElement element, bool isEnd)
    {
        while (element.Children.Count > 0 && (element.Name is "mrow" or "mstyle" or "mpadded" || (!isEnd && IsScripted(element))))
        {
            element = element.Children[isEnd ? element.Children.Count - 1 : 0];
        }
        return element;
    }

    private static string Sign(char c) => c switch
    {
        // TeX's thin spaces are for the eye.
        '\u200A' => "",
        '\u00A0' or (>= '\u2000' and <= '\u2009') or '\u205F' => " ",
        _ => InvisibleOperators.Contains(c, StringComparison.Ordinal) ? "" : c.ToString(),
    };
}
