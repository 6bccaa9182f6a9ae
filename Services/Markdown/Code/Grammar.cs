using System.Buffers;
using System.Collections.Frozen;

namespace Markdwell.Services.Markdown.Code;

/// <summary>A language of words, strings and comments, described as data. <see cref="GrammarReader"/> reads by it.</summary>
internal sealed class Grammar : Language
{
    private SearchValues<char>? starts;

    public string[] LineComments { get; init; } = [];

    /// <summary><c>a#b</c> and <c>https://</c> hold no comment: only after a space or at the start of a line does one begin.</summary>
    public bool SpaceBeforeComments { get; init; }

    public (string Open, string Close)[] BlockComments { get; init; } = [];

    /// <summary>In order: the first that fits counts, so <c>"""</c> stands before <c>"</c>.</summary>
    public StringForm[] Strings { get; init; } = [];

    /// <summary>In prose-like values a quote inside a word is an apostrophe.</summary>
    public bool Apostrophes { get; init; }

    public FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Keywords { get; init; } = Words("");

    public FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Types { get; init; } = Words("");

    public FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Constants { get; init; } = Words("true false null");

    /// <summary>What a word may hold beside letters, digits and <c>_</c>.</summary>
    public string WordParts { get; init; } = "";

    /// <summary>A word with this before it is of that kind: <c>$name</c>, <c>@Override</c>, <c>.class</c>.</summary>
    public Dictionary<char, CodeKind> Sigils { get; init; } = [];

    public bool CapitalsAreTypes { get; init; }

    /// <summary>A word before a bracket is called.</summary>
    public bool Calls { get; init; } = true;

    /// <summary>What stands after the name of a value: <c>:</c> or <c>=</c>.</summary>
    public char KeyMark { get; init; }

    /// <summary><c>/…/</c> is a pattern where no value stands before it.</summary>
    public bool Patterns { get; init; }

    /// <summary><c>&lt;Name</c> is a tag where no value stands before it.</summary>
    public bool Tags { get; init; }

    /// <summary><c>&lt;&lt;</c> or <c>&lt;&lt;&lt;</c> before a name that ends a text of many lines.</summary>
    public string? HereText { get; init; }

    /// <summary>The first word of a command is called.</summary>
    public bool Commands { get; init; }

    /// <summary>Lines that begin so belong together: <c>#include</c>, <c>#if</c>.</summary>
    public bool Directives { get; init; }

    /// <summary><c>[name]</c> alone on its line.</summary>
    public bool Sections { get; init; }

    /// <summary><c>'a</c> without a second quote.</summary>
    public bool Lifetimes { get; init; }

    /// <summary>Where a comment or a string may begin: most characters need no further look.</summary>
    public SearchValues<char> Starts => starts ??= SearchValues.Create(
        [.. LineComments.Concat(BlockComments.Select(comment => comment.Open)).Concat(Strings.Select(form => form.Open)).Select(open => open[0]).Distinct()]);

    public static FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Words(string words, bool ignoreCase = false) =>
        words.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .ToFrozenSet(ignoreCase ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    public override void Read(CodeWriter code) => Read(code, 0, code.Text.Length);

    /// <summary>Reads a part of a text in another language, as a script in a page.</summary>
    public void Read(CodeWriter code, int from, int to) => new GrammarReader(this, code, from, to).ReadAll();
}

/// <param name="Escape">What makes the next character lose its meaning; the closing character itself where it is doubled.</param>
/// <param name="Lines">Goes on over the end of the line.</param>
/// <param name="Hole">Where code begins inside the string, as <c>${</c>; it ends with the bracket that fits.</param>
internal sealed record StringForm(string Open, string Close, char Escape = '\\', bool Lines = false, string? Hole = null)
{
    public static StringForm[] DoubleAndSingle { get; } = [new("\"", "\""), new("'", "'")];
}
