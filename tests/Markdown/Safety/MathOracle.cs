using System.Text.RegularExpressions;
using AngleSharp.Dom;

namespace Markdwell.Tests.Markdown.Safety;

/// <summary>What of MathML can do no harm, written here a second time.</summary>
internal static partial class MathOracle
{
    public const string Namespace = "http://www.w3.org/1998/Math/MathML";

    public static readonly string[] Elements =
    [
        "math", "mfrac", "mi", "mn", "mo", "mover", "mpadded", "mphantom", "mroot", "mrow", "mspace", "msqrt", "mstyle", "msub", "msubsup", "msup", "mtable", "mtd",
        "mtext", "mtr", "munder", "munderover",
    ];

    public static readonly string[] Attributes =
    [
        "accent", "accentunder", "class", "depth", "display", "displaystyle", "fence", "height", "largeop", "linethickness", "lspace", "mathbackground", "mathcolor",
        "mathsize", "mathvariant", "maxsize", "minsize", "rspace", "scriptlevel", "separator", "stretchy", "voffset", "width",
    ];

    public static string? ObjectionTo(IElement element)
    {
        if (!Elements.Contains(element.LocalName))
        {
            return $"<{element.LocalName}> in a formula";
        }
        if (element.LocalName == "math" ? element.ParentElement!.NamespaceUri == Namespace : element.ParentElement!.NamespaceUri != Namespace)
        {
            return $"<{element.LocalName}> in <{element.ParentElement.LocalName}>";
        }
        return element.Attributes.FirstOrDefault(attribute => !Attributes.Contains(attribute.Name) || !Value.IsMatch(attribute.Value)) is { } bad
            ? $"{bad.Name}={bad.Value} on <{element.LocalName}>"
            : null;
    }

    /// <summary>Formulas have no formulas inside.</summary>
    public static string Without(string html) => Formula.Replace(html, "");

    // Words, colours, small lengths, classes. Nothing with a colon, a parenthesis, a slash or a quote.
    [GeneratedRegex(@"\A(?:[a-z]+|[a-zA-Z]{1,32}|#[0-9a-fA-F]{3,8}|-[12]?(\.[0-9]+)?[a-z]{2}|[0-9]{0,3}(\.[0-9]+)?([a-z]{2})?|formula-[a-z]+(-[a-z]+)*( formula-[a-z]+(-[a-z]+)*)*|[a-z]+-[a-z]+(-[a-z]+)?)\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Value { get; }

    [GeneratedRegex("<math(?: display=\"block\")?>.*?</math>", RegexOptions.Singleline, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Formula { get; }
}
