using System.Globalization;
using System.Text;
using Markdig.Helpers;

namespace Markdwell.Services.Markdown.Safety;

/// <summary>
/// <c>&amp;copy;</c>, <c>&amp;#169;</c>, <c>&amp;#xA9;</c>: kept as they are, being read alike everywhere. Any other ampersand is
/// escaped; <c>&amp;lt</c> without its semicolon, for one, means different things in text and in an attribute.
/// </summary>
internal static class CharacterReference
{
    // "CounterClockwiseContourIntegral" is the longest name there is.
    private const int LongestName = 32;

    /// <returns>The length of the reference at the start of the text, 0 if there is none.</returns>
    public static int LengthAt(ReadOnlySpan<char> text)
    {
        var body = text[1..Math.Min(text.Length, LongestName + 2)];
        var end = body.IndexOf(';');
        if (end < 1)
        {
            return 0;
        }
        body = body[..end];
        return IsNumber(body) || IsName(body) ? end + 2 : 0;
    }

    /// <returns>The characters it stands for, null where no such name is known.</returns>
    public static string? Resolve(ReadOnlySpan<char> reference)
    {
        var body = reference[1..^1];
        return body[0] != '#' ? EntityHelper.DecodeEntity(body)
            : char.ToLowerInvariant(body[1]) == 'x' ? char.ConvertFromUtf32(int.Parse(body[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture))
            : char.ConvertFromUtf32(int.Parse(body[1..], NumberStyles.None, CultureInfo.InvariantCulture));
    }

    private static bool IsName(ReadOnlySpan<char> body)
    {
        foreach (var c in body)
        {
            if (!char.IsAsciiLetterOrDigit(c))
            {
                return false;
            }
        }
        return char.IsAsciiLetter(body[0]) && !body.SequenceEqual("NewLine");
    }

    /// <summary>A number that names a character. Parsers replace some others (<c>&amp;#0;</c>, <c>&amp;#x80;</c>), and drop a line feed after <c>&lt;pre&gt;</c>.</summary>
    private static bool IsNumber(ReadOnlySpan<char> body)
    {
        if (body is not ['#', ..])
        {
            return false;
        }
        var isNumber = body is ['#', 'x' or 'X', ..]
            ? int.TryParse(body[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number)
            : int.TryParse(body[1..], NumberStyles.None, CultureInfo.InvariantCulture, out number);
        return isNumber && Rune.IsValid(number) && (number == '\t' || !Rune.IsControl(new Rune(number)));
    }
}
