namespace Markdwell.Services.Sources.Properties;

/// <summary>What the property of a page holds of one of its macros. Described in docs/page-property.md.</summary>
/// <param name="PageVersion">The version of the page that it was shown in.</param>
/// <param name="Content">Names the text that all the rest was made of.</param>
/// <param name="Source">Where the text comes from; null for one that stands in the page itself.</param>
/// <param name="Heights">By the width of the frame, both in pixels.</param>
public sealed record MacroEntry(
    int PageVersion,
    string Content,
    EntrySource? Source,
    IReadOnlyDictionary<int, int>? Heights,
    IReadOnlyList<string>? Headings,
    IReadOnlyList<string>? Words)
{
    private const int MaxWidths = 4;
    private const int KeyLength = 16;

    /// <summary>Two texts are told apart by as much of their hash.</summary>
    public static string ContentOf(string hash) => hash[..KeyLength];

    /// <summary>Whether numbers that anybody may have sent can be those of a frame.</summary>
    public static bool IsMeasure(int width, int height) => width is >= 100 and <= 10_000 && height is >= 1 and <= 100_000;

    public MacroEntry With(IReadOnlyDictionary<int, int> measured) =>
        measured.Count == 0 ? this : this with { Heights = Newest(measured, Heights ?? NoHeights) };

    /// <summary>What was measured now goes before what was known, of which only some is kept.</summary>
    public static IReadOnlyDictionary<int, int> Newest(IReadOnlyDictionary<int, int> measured, IReadOnlyDictionary<int, int> known) =>
        new SortedDictionary<int, int>(measured.Concat(known.Where(one => !measured.ContainsKey(one.Key))).Take(MaxWidths).ToDictionary());

    /// <summary>Whoever may edit the page can write the property by hand, so nothing of its shape is taken for granted.</summary>
    public MacroEntry Clean() => this with
    {
        Content = Content ?? "",
        Heights = (Heights ?? NoHeights).Where(known => IsMeasure(known.Key, known.Value)).Take(MaxWidths).ToDictionary(),
        Headings = [.. (Headings ?? []).Where(heading => heading is not null)],
        Words = [.. (Words ?? []).Where(word => word is not null)],
    };

    private static IReadOnlyDictionary<int, int> NoHeights { get; } = new Dictionary<int, int>();
}

/// <param name="Address">As its author pasted it.</param>
/// <param name="Attachment">A file of the page.</param>
/// <param name="Name">What readers are shown.</param>
/// <param name="Revision">The commit, or the attachment's version.</param>
/// <param name="RevisedAt">When that revision was made.</param>
public sealed record EntrySource(string? Address, string? Attachment, string? Name, string? Revision, DateTime? RevisedAt);
