using System.Text;
using Markdwell.Services.Sources.Addresses;

namespace Markdwell.Services.Sources.Links;

/// <summary>A relative address within something that it must not leave: a repository, a page's attachments.</summary>
/// <param name="Path">From the root, decoded, without a slash at its start or end. Empty for the root itself.</param>
/// <param name="Query">With its question mark; may be empty.</param>
/// <param name="Fragment">With its hash sign; may be empty.</param>
internal sealed record RelativePath(string Path, string Query, string Fragment)
{
    /// <param name="file">The path of the text that the address stands in.</param>
    /// <returns>Null for what leads out, or may for another reader of it.</returns>
    public static RelativePath? Resolve(string url, string file)
    {
        var (rest, fragment) = Cut(url, '#');
        var (path, query) = Cut(rest, '?');
        if (path.Length == 0)
        {
            return new(file, Escaped(query), Escaped(fragment));
        }

        var segments = new List<string>();
        if (path[0] != '/')
        {
            segments.AddRange(file.Split('/')[..^1]);
        }

        return path.Split('/').All(part => TryStep(segments, part)) ? new(string.Join('/', segments), Escaped(query), Escaped(fragment)) : null;
    }

    private static bool TryStep(List<string> segments, string part)
    {
        // Once, as a server does; browsers take "%2e%2e" for ".." as well.
        var name = Uri.UnescapeDataString(part);
        switch (name)
        {
            case "" or ".":
                return true;
            case ".." when segments.Count > 0:
                segments.RemoveAt(segments.Count - 1);
                return true;
            case "..":
                return false;
            default:
                segments.Add(name);

                // A slash that was escaped would be one more step to a server that decodes again.
                return !name.Contains('/', StringComparison.Ordinal) && PastedAddress.IsSafe(name);
        }
    }

    private static (string Before, string From) Cut(string text, char at)
    {
        var index = text.IndexOf(at, StringComparison.Ordinal);
        return index < 0 ? (text, "") : (text[..index], text[index..]);
    }

    /// <summary>What may not stand in an address is escaped; escapes that are there stay.</summary>
    private static string Escaped(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            escaped.Append(rune.Value is > ' ' and < '\x7f' and not ('"' or '<' or '>' or '`' or '{' or '}' or '|' or '^') ? rune.ToString() : Uri.EscapeDataString(rune.ToString()));
        }

        return escaped.ToString();
    }
}
