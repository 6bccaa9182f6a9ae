using Markdwell.Services.Markdown;

namespace Markdwell.Services.Notes.Checklists;

/// <summary>The line of an item's box in its parts; one after the other they are the line.</summary>
/// <param name="Style">What stands before the box.</param>
/// <param name="Gap">The white space between box and words.</param>
/// <param name="Words">The label as it stands in the text.</param>
/// <param name="Tail">The white space at the end; two spaces are a line break.</param>
/// <param name="IsWhole">Whether the item is the first thing on the line, so that it can be taken away with its lines.</param>
internal sealed record ItemLine(ItemStyle Style, char State, string Gap, string Words, string Tail, bool IsWhole)
{
    private const string OptionalMark = "? ";

    public bool IsOptional => Words.StartsWith(OptionalMark, StringComparison.Ordinal);

    public string Label => IsOptional ? Words[OptionalMark.Length..].TrimStart() : Words;

    public static ItemLine Of(string text, TaskItem place)
    {
        var start = text.AsSpan(0, place.Box).LastIndexOfAny('\n', '\r') + 1;
        var length = text.AsSpan(place.Box).IndexOfAny('\n', '\r');
        var end = length < 0 ? text.Length : place.Box + length;
        var isMarked = place.Marker >= start;
        var marker = isMarked ? place.Marker : place.Box - 1;
        var afterMarker = marker;
        while (afterMarker < place.Box - 1 && text[afterMarker] is not (' ' or '\t'))
        {
            afterMarker++;
        }
        var style = new ItemStyle(text[start..marker], text[marker..afterMarker], text[afterMarker..(place.Box - 1)]);
        var rest = text[(place.Box + 2)..end];
        var words = rest.Trim(' ', '\t');
        var gap = rest.IndexOf(words, StringComparison.Ordinal);
        return new(style, text[place.Box], rest[..gap], words, rest[(gap + words.Length)..], isMarked && style.Lead.AsSpan().Trim(" \t>").IsEmpty);
    }

    public override string ToString() => $"{Style}[{State}]{Gap}{Words}{Tail}";
}
