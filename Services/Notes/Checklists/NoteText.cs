using System.Globalization;
using Markdwell.Services.Markdown;

namespace Markdwell.Services.Notes.Checklists;

/// <summary>
/// A text whose lines have names: a line keeps its name whatever happens around it, so that an operation on a line finds it
/// in a text that others have changed meanwhile.
/// </summary>
/// <param name="LineIds">One for each line of <paramref name="Text"/>, each different.</param>
public sealed record NoteText(string Text, IReadOnlyList<int> LineIds)
{
    public static NoteText Empty { get; } = Of("");

    /// <summary>The name of the next new line. Names of lines that are gone are not given again: an operation that comes late would find another line.</summary>
    public int NextId { get; init; } = LineIds.DefaultIfEmpty().Max() + 1;

    /// <summary>A text nobody has named yet.</summary>
    public static NoteText Of(string text) => Named(text, firstId: 1);

    /// <summary>As <see cref="Models.Note.LineIds"/> holds them: those of the lines, then <see cref="NextId"/>.</summary>
    public string WriteLineIds() => string.Join(' ', LineIds.Append(NextId).Select(id => id.ToString(CultureInfo.InvariantCulture)));

    /// <returns>A text with new names if those at hand are not its own: a wrong name is worse than an unknown one.</returns>
    public static NoteText Read(string text, string lineIds)
    {
        var ids = new List<int>();
        foreach (var range in lineIds.AsSpan().Split(' '))
        {
            if (int.TryParse(lineIds.AsSpan()[range], NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            {
                ids.Add(id);
            }
        }
        var nextId = ids.DefaultIfEmpty().Max();
        var isWhole = ids.Count == TextLine.Of(text).Count + 1 && ids[^1] == nextId && ids.Distinct().Count() == ids.Count;
        return isWhole ? new(text, ids[..^1]) { NextId = nextId } : Named(text, nextId + 1);
    }

    /// <summary>Another text in its place. Lines that are in both keep their names; one that is a changed line of before does too.</summary>
    public NoteText With(string text)
    {
        if (text == Text)
        {
            return this;
        }
        var before = NoteLine.Of(this);
        var after = NoteLine.Of(Of(text));
        var counterparts = LineAlignment.Between(before, after).Before;
        var nextId = NextId;
        var named = after.Select((line, i) => line with { Id = counterparts[i] < 0 ? nextId++ : before[counterparts[i]].Id }).ToList();
        return NoteLine.Join(named, nextId);
    }

    private static NoteText Named(string text, int firstId) => new(text, [.. Enumerable.Range(firstId, TextLine.Of(text).Count)]) { NextId = firstId + TextLine.Of(text).Count };
}
