using Markdwell.Services.Notes.Properties;

namespace Markdwell.Services.Notes.Checklists;

/// <summary>The whole text, edited as such.</summary>
internal static class Rewriting
{
    public static Change Do(Checklist list, Rewrite rewrite)
    {
        if (NoteProperty.SizeOf(rewrite.Text) is var size && size > NoteProperty.MaxSize && size > NoteProperty.SizeOf(list.Text.Text))
        {
            return Change.Not(OperationOutcome.TooLarge);
        }
        var merge = TextMerge.Of(rewrite.Was, WithEndsOf(rewrite.Was, rewrite.Text), list.Text);
        return merge.IsConflict ? Change.Not(OperationOutcome.Conflict, list.Text.Text) : new(OperationOutcome.Ok, merge.Text);
    }

    /// <summary>Browsers hand every line end back as a line feed, which nobody has asked for.</summary>
    private static string WithEndsOf(string was, string text)
    {
        if (!was.Contains('\r', StringComparison.Ordinal) || text.Contains('\r', StringComparison.Ordinal))
        {
            return text;
        }
        var before = NoteLine.Of(NoteText.Of(was));
        var after = NoteLine.Of(NoteText.Of(text));
        var counterparts = LineAlignment.Between(before, after).Before;
        var usual = NoteLine.UsualEnd(before);
        var mended = after.Select((line, i) => line.End.Length == 0 ? line
            : line with { End = counterparts[i] >= 0 && before[counterparts[i]].End is { Length: > 0 } end ? end : usual });
        return NoteLine.Join(mended, nextId: 0).Text;
    }
}
