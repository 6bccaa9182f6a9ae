using System.Collections.Frozen;

namespace Markdwell.Services.Markdown.Formulas;

/// <summary>What stands over or under a letter, as a combining character; over more than a letter it gets a name.</summary>
internal sealed record AccentMarks(string Combining, string Name)
{
    private static readonly FrozenDictionary<string, AccentMarks> BySign = new (string Sign, string Combining, string Name)[]
    {
        ("^", "\u0302", "hat"), ("ˆ", "\u0302", "hat"), ("~", "\u0303", "tilde"), ("˜", "\u0303", "tilde"),
        ("ˉ", "\u0304", "bar"), ("˙", "\u0307", "dot"), ("¨", "\u0308", "ddot"), ("⃗", "\u20D7", "vec"),
        ("→", "\u20D7", "vec"), ("ˊ", "\u0301", "acute"), ("ˋ", "\u0300", "grave"), ("˘", "\u0306", "breve"),
        ("ˇ", "\u030C", "check"), ("˚", "\u030A", "ring"), ("⏞", "", ""), ("⏟", "", ""),
    }.ToFrozenDictionary(mark => mark.Sign, mark => new AccentMarks(mark.Combining, mark.Name), StringComparer.Ordinal);

    private static readonly AccentMarks Overline = new("\u0305", "overline");
    private static readonly AccentMarks Underline = new("\u0332", "underline");

    public static AccentMarks? Find(MathElement element)
    {
        switch (element["class"])
        {
            case "formula-over": return Overline;
            case "formula-under": return Underline;
            default:
                var isAccent = element.Children is [_, var mark] && (element["accent"] == "true" || element["accentunder"] == "true" || mark.Text is "⏞" or "⏟");
                return isAccent ? BySign.GetValueOrDefault(element.Children[1].Text) : null;
        }
    }

    public string On(string body, bool isLetter) => Name.Length == 0 ? $"({body})" : isLetter ? WithMark(body) : $"{Name}({body})";

    /// <summary>Right after the letter, inside its markup.</summary>
    private string WithMark(string body) => body.IndexOf('<', 1) is > 0 and var end ? body.Insert(end, Combining) : body + Combining;
}
