using System.Text;
using Markdwell.Services.Markdown;

namespace Markdwell.Services.Notes.Checklists;

/// <param name="End">The line feed, carriage return or both; empty on a last line that has none.</param>
internal sealed record NoteLine(int Id, string Content, string End)
{
    /// <summary>Nothing to read on it; the marks of quotes are nothing.</summary>
    public bool IsBlank => Content.AsSpan().Trim(" \t>").IsEmpty;

    public static List<NoteLine> Of(NoteText text) =>
        [.. TextLine.Of(text.Text).Select((line, i) => new NoteLine(text.LineIds[i], line.Content(text.Text).ToString(), text.Text[line.End..line.Next]))];

    /// <summary>What the lines of a text end with, as far as they agree.</summary>
    public static string UsualEnd(IEnumerable<NoteLine> lines) => lines.FirstOrDefault(line => line.End.Length > 0)?.End ?? "\n";

    /// <summary>What has neither words nor an end is no line when the text is read again; with a name of its own, all others would lose theirs.</summary>
    public static NoteText Join(IEnumerable<NoteLine> lines, int nextId)
    {
        var text = new StringBuilder();
        var ids = new List<int>();
        foreach (var line in lines.Where(line => line.Content.Length + line.End.Length > 0))
        {
            // A carriage return and the line feed of an empty line after it would be one end.
            var isOneEnd = line.Content.Length == 0 && line.End == "\n" && text.Length > 0 && text[^1] == '\r';
            text.Append(line.Content).Append(isOneEnd ? "\r" : line.End);
            ids.Add(line.Id);
        }
        return new(text.ToString(), ids) { NextId = nextId };
    }

    /// <summary>Every line but the last one gets an end; the last one has one if the text had.</summary>
    public static void MendEnds(List<NoteLine> lines, bool hasLastEnd)
    {
        var end = UsualEnd(lines);
        for (var i = 0; i < lines.Count; i++)
        {
            var has = i < lines.Count - 1 || hasLastEnd;
            if (has != lines[i].End.Length > 0)
            {
                lines[i] = lines[i] with { End = has ? end : "" };
            }
        }
    }
}
