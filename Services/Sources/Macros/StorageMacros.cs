using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Markdwell.Services.Sources.Macros;

/// <summary>
/// Finds the plain-text body of a macro in a page's storage format. Only tags outside of CDATA count: a text about
/// macros may well contain what looks like one.
/// </summary>
internal static partial class StorageMacros
{
    /// <param name="macroId">Empty: the page's only macro with a plain-text body of ours.</param>
    /// <returns>Null as well when the text is such that looking through it takes too long, as no page of Confluence's own is.</returns>
    public static string? FindBody(string storage, string macroId)
    {
        try
        {
            return Find(storage, macroId);
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
    }

    private static string? Find(string storage, string macroId)
    {
        var open = new Stack<(string Id, string Name, StringBuilder Body)>();
        var found = new List<(string Id, string Name, string Body)>();
        foreach (Match token in Tokens().Matches(storage))
        {
            if (token.Groups["attributes"] is { Success: true } attributes)
            {
                if (attributes.Value.EndsWith('/'))
                {
                    continue;
                }

                open.Push((Attribute(attributes.Value, "ac:macro-id"), Attribute(attributes.Value, "ac:name"), new StringBuilder()));
            }
            else if (token.Groups["text"] is { Success: true } text && open.Count > 0)
            {
                // "]]>" in a body is written as two sections, so a body may have several.
                open.Peek().Body.Append(text.Value);
            }
            else if (token.Groups["end"].Success && open.TryPop(out var macro))
            {
                found.Add((macro.Id, macro.Name, macro.Body.ToString()));
            }
        }

        var candidates = macroId.Length > 0
            ? found.Where(macro => macro.Id == macroId)
            : found.Where(macro => macro.Name == MacroName);
        return candidates.Select(macro => macro.Body).Distinct(StringComparer.Ordinal).ToList() is [var only] ? only : null;
    }

    /// <summary>The macro's key in the descriptor is its name in the storage format.</summary>
    private const string MacroName = "markdwell-markdown";

    private static string Attribute(string attributes, string name)
    {
        var match = Attributes().Matches(attributes).FirstOrDefault(attribute => attribute.Groups["name"].Value == name);
        return match is null ? "" : WebUtility.HtmlDecode(match.Groups["value"].Value);
    }

    [GeneratedRegex(
        """<!--.*?-->|<!\[CDATA\[(?<text>.*?)\]\]>|<ac:structured-macro(?=[\s>])(?<attributes>(?:[^>"]|"[^"]*")*?)>|(?<end></ac:structured-macro>)""",
        RegexOptions.Singleline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 500)]
    private static partial Regex Tokens();

    [GeneratedRegex("""(?<![\w:-])(?<name>[\w:-]+)\s*=\s*"(?<value>[^"]*)" """, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace, 500)]
    private static partial Regex Attributes();
}
