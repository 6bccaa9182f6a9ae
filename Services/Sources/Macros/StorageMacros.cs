using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Markdwell.Services.Sources.Macros;

/// <summary>
/// Finds the macros of a page in its storage format. Only tags outside of CDATA count: a text about macros may well
/// contain what looks like one.
/// </summary>
internal static partial class StorageMacros
{
    /// <summary>The macro's key in the descriptor is its name in the storage format.</summary>
    public const string Name = "markdwell-markdown";

    /// <returns>Nothing as well when the text is such that looking through it takes too long, as no page of Confluence's own is.</returns>
    public static IReadOnlyList<StorageMacro> Read(string storage)
    {
        try
        {
            return [.. Find(storage)];
        }
        catch (RegexMatchTimeoutException)
        {
            return [];
        }
    }

    /// <param name="macroId">Empty: the page's only macro of ours.</param>
    /// <returns>Null when there is none, or several with that id that say different things, as copying can make them.</returns>
    public static MacroContent? Find(IReadOnlyList<StorageMacro> macros, string macroId)
    {
        var candidates = macros.Where(macro => macroId.Length > 0 ? macro.Id == macroId : macro.Name == Name);
        return candidates.Select(macro => macro.Content).Distinct().ToList() is [var only] ? only : null;
    }

    private static IEnumerable<StorageMacro> Find(string storage)
    {
        var open = new Stack<OpenMacro>();
        foreach (Match token in Tokens().Matches(storage))
        {
            if (token.Groups["macro"] is { Success: true } macro)
            {
                if (!macro.Value.EndsWith('/'))
                {
                    open.Push(new(Attribute(macro.Value, "ac:macro-id"), Attribute(macro.Value, "ac:name")));
                }
            }
            else if (token.Groups["parameter"] is { Success: true } parameter && open.TryPeek(out var named))
            {
                named.Parameters[Attribute(parameter.Value, "ac:name")] = Value(token);
            }
            else if (token.Groups["text"] is { Success: true } text && open.TryPeek(out var holder))
            {
                // "]]>" in a body is written as two sections, so a body may have several.
                holder.Body.Append(text.Value);
            }
            else if (token.Groups["end"].Success && open.TryPop(out var closed))
            {
                yield return closed.Close();
            }
        }
    }

    /// <summary>Words, or for an attachment or an address that the editor chose, a resource of its own.</summary>
    private static string Value(Match parameter) => parameter.Groups["resource"] is { Success: true } resource
        ? Attribute(resource.Value, "ri:filename") is { Length: > 0 } file ? file : Attribute(resource.Value, "ri:value")
        : WebUtility.HtmlDecode(parameter.Groups["words"].Value);

    private static string Attribute(string attributes, string name)
    {
        var match = Attributes().Matches(attributes).FirstOrDefault(attribute => attribute.Groups["name"].Value == name);
        return match is null ? "" : WebUtility.HtmlDecode(match.Groups["value"].Value);
    }

    [GeneratedRegex(
        """
        <!--.*?-->|
        <!\[CDATA\[(?<text>.*?)\]\]>|
        <ac:structured-macro(?=[\s>])(?<macro>(?:[^>"]|"[^"]*")*?)>|
        (?<end></ac:structured-macro>)|
        <ac:parameter(?=[\s>])(?<parameter>(?:[^>"]|"[^"]*")*?)(?<!/)>(?:\s*<ri:(?:attachment|url)(?=\s)(?<resource>(?:[^>"]|"[^"]*")*?)/>|(?<words>[^<]*))
        """,
        RegexOptions.Singleline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace, 500)]
    private static partial Regex Tokens();

    [GeneratedRegex("""(?<![\w:-])(?<name>[\w:-]+)\s*=\s*"(?<value>[^"]*)" """, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace, 500)]
    private static partial Regex Attributes();

    private sealed record OpenMacro(string Id, string Name)
    {
        public Dictionary<string, string> Parameters { get; } = new(StringComparer.Ordinal);

        public StringBuilder Body { get; } = new();

        public StorageMacro Close() => new(Id, Name, new(SourceText.Of(Body.ToString()), MacroSource.Of(Parameters.GetValueOrDefault)));
    }
}

/// <param name="Id">Empty in pages older than macro ids.</param>
public sealed record StorageMacro(string Id, string Name, MacroContent Content);
