using System.Collections.Frozen;
using System.Globalization;
using System.Xml.Linq;

namespace Markdwell.Services.Markdown.Formulas;

/// <summary>
/// The elements of MathML Core that KaTeX draws with, and their attributes. Never here: <c>href</c> and <c>src</c>, <c>style</c> and <c>on…</c>,
/// <c>annotation-xml</c> (HTML in it is read as HTML), <c>maction</c>, <c>mglyph</c>.
/// </summary>
internal static class MathmlLists
{
    // In em. A negative length would let a formula lie over the words before it.
    private const double Longest = 60;
    private const double Shortest = -2;

    private static readonly FrozenSet<string> WithText = FrozenSet.Create(StringComparer.Ordinal, "mi", "mn", "mo", "mtext");

    private static readonly FrozenSet<string> WithChildren = FrozenSet.Create(StringComparer.Ordinal,
        "mrow", "mfrac", "msqrt", "mroot", "mstyle", "mpadded", "mphantom", "mspace", "msub", "msup", "msubsup", "munder", "mover", "munderover", "mtable", "mtr", "mtd");

    private static readonly FrozenSet<string> Lengths = FrozenSet.Create(StringComparer.Ordinal,
        "width", "height", "depth", "lspace", "rspace", "voffset", "minsize", "maxsize", "linethickness", "mathsize");

    private static readonly FrozenSet<string> Switches = FrozenSet.Create(StringComparer.Ordinal,
        "displaystyle", "stretchy", "fence", "separator", "largeop", "accent", "accentunder");

    public static bool HoldsText(string element) => WithText.Contains(element);

    public static bool HoldsElements(string element) => WithChildren.Contains(element);

    public static List<KeyValuePair<string, string>> Clean(string name, XElement element)
    {
        var clean = new List<KeyValuePair<string, string>>();
        foreach (var attribute in element.Attributes())
        {
            if (IsFine(attribute.Name.LocalName, attribute.Value, name))
            {
                clean.Add(new(attribute.Name.LocalName, attribute.Value));
            }
        }
        return clean;
    }

    private static bool IsFine(string name, string value, string element) =>
        Lengths.Contains(name) ? element != "mtable" && IsLength(value)
        : Switches.Contains(name) ? value is "true" or "false"
        : name switch
        {
            "mathcolor" or "mathbackground" => IsColour(value),
            "mathvariant" => HoldsText(element) && MathLetters.IsVariant(value),
            "scriptlevel" => value is ['0' or '1' or '2' or '3'],
            _ => false,
        };

    private static bool IsLength(string value)
    {
        var unit = value.EndsWith("em", StringComparison.Ordinal) ? 1 : value.EndsWith("pt", StringComparison.Ordinal) ? 0.1 : value.EndsWith("px", StringComparison.Ordinal) ? 0.075 : 0;
        return unit > 0
            && double.TryParse(value.AsSpan()[..^2], NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && number * unit is >= Shortest and <= Longest;
    }

    /// <summary>A name or <c>#hex</c>; not the words by which a style sheet would ask for something else (<c>url(…)</c>, <c>var(…)</c>).</summary>
    private static bool IsColour(string value) => value is ['#', .. var hex]
        ? hex.Length is 3 or 4 or 6 or 8 && hex.All(char.IsAsciiHexDigit)
        : value.Length is > 0 and <= 32 && value.All(char.IsAsciiLetter);
}
