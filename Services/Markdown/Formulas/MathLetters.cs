using System.Collections.Frozen;
using System.Text;

namespace Markdwell.Services.Markdown.Formulas;

/// <summary>
/// Letters of another script (ℝ, 𝐯, 𝔤). Browsers follow <c>mathvariant</c> no more: Unicode has these letters as characters of
/// their own, from U+1D400 on, less a few that it had before.
/// </summary>
internal static class MathLetters
{
    private static readonly FrozenDictionary<string, Script> Scripts = new Dictionary<string, Script>(StringComparer.Ordinal)
    {
        ["bold"] = new(0x1D400, Digits: 0x1D7CE, Greek: 0x1D6A8),
        ["italic"] = new(0x1D434, Digits: 0, Greek: 0x1D6E2),
        ["bold-italic"] = new(0x1D468, Digits: 0, Greek: 0x1D71C),
        ["script"] = new(0x1D49C, Digits: 0, Greek: 0),
        ["bold-script"] = new(0x1D4D0, Digits: 0, Greek: 0),
        ["fraktur"] = new(0x1D504, Digits: 0, Greek: 0),
        ["double-struck"] = new(0x1D538, Digits: 0x1D7D8, Greek: 0),
        ["bold-fraktur"] = new(0x1D56C, Digits: 0, Greek: 0),
        ["sans-serif"] = new(0x1D5A0, Digits: 0x1D7E2, Greek: 0),
        ["bold-sans-serif"] = new(0x1D5D4, Digits: 0x1D7EC, Greek: 0x1D756),
        ["sans-serif-italic"] = new(0x1D608, Digits: 0, Greek: 0),
        ["sans-serif-bold-italic"] = new(0x1D63C, Digits: 0, Greek: 0x1D790),
        ["monospace"] = new(0x1D670, Digits: 0x1D7F6, Greek: 0),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    // Those that Unicode had before the others, whose places stayed empty.
    private static readonly FrozenDictionary<int, int> Older = new (int Place, char Letter)[]
    {
        (0x1D455, 'ℎ'), (0x1D49D, 'ℬ'), (0x1D4A0, 'ℰ'), (0x1D4A1, 'ℱ'), (0x1D4A3, 'ℋ'), (0x1D4A4, 'ℐ'), (0x1D4A7, 'ℒ'),
        (0x1D4A8, 'ℳ'), (0x1D4AD, 'ℛ'), (0x1D4BA, 'ℯ'), (0x1D4BC, 'ℊ'), (0x1D4C4, 'ℴ'), (0x1D506, 'ℭ'), (0x1D50B, 'ℌ'),
        (0x1D50C, 'ℑ'), (0x1D515, 'ℜ'), (0x1D51D, 'ℨ'), (0x1D53A, 'ℂ'), (0x1D53F, 'ℍ'), (0x1D545, 'ℕ'), (0x1D547, 'ℙ'),
        (0x1D548, 'ℚ'), (0x1D549, 'ℝ'), (0x1D551, 'ℤ'),
    }.ToFrozenDictionary(older => older.Place, older => (int)older.Letter);

    public static bool IsVariant(string variant) => variant == "normal" || Scripts.ContainsKey(variant);

    public static string In(string? variant, string text)
    {
        if (variant is null || !Scripts.TryGetValue(variant, out var script))
        {
            return text;
        }
        var letters = new StringBuilder();
        foreach (var c in text)
        {
            var letter = Letter(script, c);
            letters.Append(letter == 0 ? c.ToString() : char.ConvertFromUtf32(Older.GetValueOrDefault(letter, letter)));
        }
        return letters.ToString();
    }

    private static int Letter(Script script, char c) => c switch
    {
        >= 'A' and <= 'Z' => script.Latin + c - 'A',
        >= 'a' and <= 'z' => script.Latin + 26 + c - 'a',
        >= '0' and <= '9' when script.Digits > 0 => script.Digits + c - '0',
        >= 'Α' and <= 'Ω' when script.Greek > 0 => script.Greek + c - 'Α',
        >= 'α' and <= 'ω' when script.Greek > 0 => script.Greek + 26 + c - 'α',
        _ => 0,
    };

    /// <param name="Latin">Where its A stands; a follows Z.</param>
    /// <param name="Digits">Where its 0 stands, 0 if it has none.</param>
    /// <param name="Greek">Where its Α stands; ∇ follows Ω and α comes after it.</param>
    private sealed record Script(int Latin, int Digits, int Greek);
}
