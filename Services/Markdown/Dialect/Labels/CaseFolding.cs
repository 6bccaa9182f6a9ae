using System.Buffers;
using System.Text;

namespace Markdwell.Services.Markdown.Dialect.Labels;

/// <summary>
/// What full case folding (unicode.org/Public/UCD/latest/ucd/CaseFolding.txt) does beyond comparing letter by letter without regard to case:
/// one character becomes several, or one that .NET keeps apart from its brothers, as the sign for Kelvin.
/// </summary>
internal static class CaseFolding
{
    // Each word is a character and what it folds to.
    private const string Others = "ßss İi\u0307 ŉ\u02BCn \u017Fs ǰj\u030C ΐι\u0308\u0301 ΰυ\u0308\u0301 ϴθ ևեւ ẖh\u0331 ẗt\u0308 ẘw\u030A "
        + "ẙy\u030A ẚa\u02BE ẞss ὐυ\u0313 ὒυ\u0313\u0300 ὔυ\u0313\u0301 ὖυ\u0313\u0342 ᾲὰι ᾳαι ᾴάι ᾶα\u0342 ᾷα\u0342ι ᾼαι "
        + "ῂὴι ῃηι ῄήι ῆη\u0342 ῇη\u0342ι ῌηι ῒι\u0308\u0300 ΐι\u0308\u0301 ῖι\u0342 ῗι\u0308\u0342 ῢυ\u0308\u0300 "
        + "ΰυ\u0308\u0301 ῤρ\u0313 ῦυ\u0342 ῧυ\u0308\u0342 ῲὼι ῳωι ῴώι ῶω\u0342 ῷω\u0342ι ῼωι \u2126ω \u212Ak \u212Bå ﬀff "
        + "ﬁfi ﬂfl ﬃffi ﬄffl ﬅst ﬆst ﬓմն ﬔմե ﬕմի ﬖվն ﬗմխ";

    // Greek vowels with an iota below: six rows of eight, large letters and small, of three vowels.
    private const char FirstWithIota = '\u1F80';
    private const char LastWithIota = '\u1FAF';
    private const string VowelsWithoutIota = "\u1F00\u1F20\u1F60";

    private static readonly Dictionary<char, string> Folded = Build();

    private static readonly SearchValues<char> Changing = SearchValues.Create([.. Folded.Keys]);

    public static bool Changes(ReadOnlySpan<char> text) => text.ContainsAny(Changing);

    /// <summary>Equal for equal labels, when compared without regard to case.</summary>
    public static string Fold(string text)
    {
        if (!Changes(text))
        {
            return text;
        }
        var folded = new StringBuilder(text.Length + 8);
        foreach (var c in text)
        {
            _ = Folded.TryGetValue(c, out var several) ? folded.Append(several) : folded.Append(c);
        }
        return folded.ToString();
    }

    private static Dictionary<char, string> Build()
    {
        var folded = Others.Split(' ').ToDictionary(word => word[0], word => word[1..]);
        for (var c = FirstWithIota; c <= LastWithIota; c++)
        {
            var row = c - FirstWithIota;
            folded.Add(c, $"{(char)(VowelsWithoutIota[row / 16] + row % 8)}\u03B9");
        }
        return folded;
    }
}
