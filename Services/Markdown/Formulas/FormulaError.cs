using System.Globalization;

namespace Markdwell.Services.Markdown.Formulas;

/// <summary>What KaTeX says, as a sentence, with the place where it says it.</summary>
internal static class FormulaError
{
    // Messages quote the formula.
    private const int Longest = 160;

    public static string Sentence(string message, int position, string tex)
    {
        var text = Shortened(message.TrimEnd('.'));
        if (position < 0 || position > tex.Length)
        {
            return $"{text}.";
        }
        var before = tex.AsSpan(0, position);
        var line = before.Count('\n') + 1;
        var character = position - before.LastIndexOf('\n');
        return tex.Contains('\n', StringComparison.Ordinal)
            ? string.Create(CultureInfo.InvariantCulture, $"{text} (line {line}, character {character}).")
            : string.Create(CultureInfo.InvariantCulture, $"{text} (character {character}).");
    }

    private static string Shortened(string message)
    {
        if (message.Length <= Longest)
        {
            return message;
        }
        var end = char.IsHighSurrogate(message[Longest - 1]) ? Longest - 1 : Longest;
        return $"{message[..end]}…";
    }
}
