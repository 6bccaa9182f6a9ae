using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Xml;

namespace Markdwell.Services.Reactions.Comments;

/// <summary>Words of others, as a comment may hold them.</summary>
internal static class CommentWords
{
    /// <summary>At most so many things are named in a comment; of the others it says how many there are.</summary>
    public const int MaxNamed = 20;

    private const int MaxLength = 200;

    /// <summary>One line without what JSON and XML cannot hold, and no longer than people read.</summary>
    public static string Of(string words)
    {
        var line = new StringBuilder(Math.Min(words.Length, MaxLength));
        foreach (var rune in words.EnumerateRunes())
        {
            if (line.Length >= MaxLength)
            {
                return Cut(line.ToString()) + "…";
            }

            line.Append(Rune.IsControl(rune) || Rune.IsWhiteSpace(rune) ? " " : rune.IsBmp && !XmlConvert.IsXmlChar((char)rune.Value) ? "\uFFFD" : rune.ToString());
        }

        return line.ToString().Trim() is { Length: > 0 } trimmed ? trimmed : "…";
    }

    /// <summary>SHA-256 of what a comment says.</summary>
    public static string Fingerprint<T>(T content) => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(content)));

    /// <summary>Not within what people take for one letter.</summary>
    private static string Cut(string line)
    {
        var letters = StringInfo.ParseCombiningCharacters(line);
        return letters.Length > 1 ? line[..letters[^1]].TrimEnd() : line;
    }
}
