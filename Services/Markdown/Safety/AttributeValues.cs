namespace Markdwell.Services.Markdown.Safety;

/// <summary>Values that are one word, one number, or plain text.</summary>
internal static class AttributeValues
{
    // Parsers and layouts have limits of their own beyond these; a table of 1,000,000 columns is one of the things they stop.
    private const int MostDigitsOfALength = 4;
    private const int MostDigitsOfANumber = 9;
    private const int MostDigitsOfASpan = 2;
    private const int LongestLanguage = 35;

    /// <returns>False when the attribute must be left out.</returns>
    public static bool TryClean(AttributeRule rule, ReadOnlySpan<char> value, out ReadOnlySpan<char> clean)
    {
        value = value.Trim();
        clean = rule.Kind switch
        {
            ValueKind.Text => value,
            ValueKind.Flag => [],
            ValueKind.Word => WordIn(rule.Words, value),
            ValueKind.Length => IsLength(value) ? value : [],
            ValueKind.Number => IsNumber(value, rule.Name.EndsWith("span", StringComparison.Ordinal) ? MostDigitsOfASpan : MostDigitsOfANumber) ? value : [],
            ValueKind.Language => IsLanguage(value) ? value : [],
            _ => throw new ArgumentOutOfRangeException(nameof(rule), rule.Kind, "No plain value."),
        };
        return !clean.IsEmpty || rule.Kind is ValueKind.Text or ValueKind.Flag;
    }

    private static ReadOnlySpan<char> WordIn(string[]? words, ReadOnlySpan<char> value)
    {
        // "A" and "a" are different numberings, "LEFT" and "left" the same side.
        foreach (var comparison in (ReadOnlySpan<StringComparison>)[StringComparison.Ordinal, StringComparison.OrdinalIgnoreCase])
        {
            foreach (var word in words ?? [])
            {
                if (value.Equals(word, comparison))
                {
                    return word;
                }
            }
        }
        return [];
    }

    private static bool IsLength(ReadOnlySpan<char> value)
    {
        var digits = value.TrimEnd("px").TrimEnd('%');
        return value.Length - digits.Length <= 2 && IsNumber(digits, MostDigitsOfALength);
    }

    private static bool IsNumber(ReadOnlySpan<char> value, int mostDigits) =>
        value.Length > 0 && value.Length <= mostDigits && !value.ContainsAnyExceptInRange('0', '9');

    private static bool IsLanguage(ReadOnlySpan<char> value)
    {
        foreach (var c in value)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c != '-')
            {
                return false;
            }
        }
        return value.Length is > 0 and <= LongestLanguage;
    }
}
