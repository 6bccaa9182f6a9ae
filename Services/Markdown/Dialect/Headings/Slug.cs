using System.Globalization;
using System.Text;

namespace Markdwell.Services.Markdown.Dialect.Headings;

/// <summary>
/// <c>Hello, World!</c> is <c>hello-world</c>, as npm's github-slugger has it: lower case, only letters, marks, digits, <c>-</c> and
/// <c>_</c>, and each space a <c>-</c>. A test holds the two against each other for every character there is.
/// </summary>
internal static class Slug
{
    private const char CapitalIWithDot = '\u0130';
    private const char CombiningDot = '\u0307';
    private const int CapitalSigma = 'Σ';
    private const char SmallSigma = 'σ';
    private const char FinalSigma = 'ς';

    public static string Of(ReadOnlySpan<char> heading)
    {
        var slug = new StringBuilder(heading.Length);
        for (var at = 0; at < heading.Length;)
        {
            Rune.DecodeFromUtf16(heading[at..], out var rune, out var length);
            Append(slug, rune, heading, at, length);
            at += length;
        }
        return slug.ToString();
    }

    private static void Append(StringBuilder slug, Rune rune, ReadOnlySpan<char> heading, int at, int length)
    {
        if (rune.Value == ' ')
        {
            slug.Append('-');
        }
        else if (rune.Value == CapitalIWithDot)
        {
            // The only letter whose small form is two characters.
            slug.Append('i').Append(CombiningDot);
        }
        else if (rune.Value == CapitalSigma)
        {
            slug.Append(EndsAWord(heading, at, length) ? FinalSigma : SmallSigma);
        }
        else if (IsKept(rune))
        {
            Span<char> lower = stackalloc char[2];
            slug.Append(lower[..Rune.ToLowerInvariant(rune).EncodeToUtf16(lower)]);
        }
    }

    private static bool IsKept(Rune rune) =>
        rune.IsAscii ? Rune.IsLetterOrDigit(rune) || rune.Value is '-' or '_' : IsWordCharacter(rune);

    private static bool IsWordCharacter(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
            or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter
            or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark
            or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.ConnectorPunctuation => true,

        // Ⓐ and 🅰 and their like are symbols that count as letters.
        UnicodeCategory.OtherSymbol => rune.Value is (>= 0x24B6 and <= 0x24E9) or (>= 0x1F130 and <= 0x1F149) or (>= 0x1F150 and <= 0x1F169) or (>= 0x1F170 and <= 0x1F189),
        _ => false,
    };

    /// <summary>Unicode's rule for the last letter of a Greek word: a letter stands before it, none behind, whatever marks lie between.</summary>
    private static bool EndsAWord(ReadOnlySpan<char> heading, int at, int length)
    {
        var before = heading[..at];
        while (Rune.DecodeLastFromUtf16(before, out var rune, out var taken) == System.Buffers.OperationStatus.Done && IsPassedOver(rune))
        {
            before = before[..^taken];
        }
        var after = heading[(at + length)..];
        while (Rune.DecodeFromUtf16(after, out var rune, out var taken) == System.Buffers.OperationStatus.Done && IsPassedOver(rune))
        {
            after = after[taken..];
        }
        return Rune.DecodeLastFromUtf16(before, out var last, out _) == System.Buffers.OperationStatus.Done && IsCased(last)
            && !(Rune.DecodeFromUtf16(after, out var next, out _) == System.Buffers.OperationStatus.Done && IsCased(next));
    }

    private static bool IsCased(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter;

    private static bool IsPassedOver(Rune rune) => rune.Value is '\'' or '.' or ':' or '·' or '’' or '‘'
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format
            or UnicodeCategory.ModifierLetter or UnicodeCategory.ModifierSymbol;
}
