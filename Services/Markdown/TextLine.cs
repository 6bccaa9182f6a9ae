namespace Markdwell.Services.Markdown;

/// <summary>A line of a text as CommonMark reads lines: ended by a line feed, a carriage return, or both. Nothing after the last end is no line.</summary>
/// <param name="End">Where its characters end and its line end begins.</param>
/// <param name="Next">Where the line after it begins.</param>
internal readonly record struct TextLine(int Start, int End, int Next)
{
    public static IReadOnlyList<TextLine> Of(string text)
    {
        var lines = new List<TextLine>();
        for (var start = 0; start < text.Length;)
        {
            var length = text.AsSpan(start).IndexOfAny('\n', '\r');
            var end = length < 0 ? text.Length : start + length;
            var next = end == text.Length ? end : end + (text[end] == '\r' && end + 1 < text.Length && text[end + 1] == '\n' ? 2 : 1);
            lines.Add(new(start, end, next));
            start = next;
        }
        return lines;
    }

    /// <summary>The line in which a character stands; the last one when it is behind all.</summary>
    public static int IndexAt(IReadOnlyList<TextLine> lines, int position)
    {
        var (low, high) = (0, lines.Count - 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = position < lines[middle].Next ? (low, middle) : (middle + 1, high);
        }
        return low;
    }

    public ReadOnlySpan<char> Content(string text) => text.AsSpan(Start, End - Start);
}
