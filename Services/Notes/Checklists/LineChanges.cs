namespace Markdwell.Services.Notes.Checklists;

/// <summary>Operations that stay within the line of one item.</summary>
internal static class LineChanges
{
    public static Change Do(Checklist list, Tick tick)
    {
        if (list.Items.FirstOrDefault(item => item.Id == tick.Item) is not { } item)
        {
            return Change.Not(OperationOutcome.Gone);
        }
        if (item.IsDone == tick.IsDone)
        {
            return Change.Not(OperationOutcome.Ok);
        }
        var text = list.Text.Text;
        var ticked = $"{text.AsSpan(0, item.Place.Box)}{(tick.IsDone ? 'x' : ' ')}{text.AsSpan(item.Place.Box + 1)}";
        return With(list, item, ticked, ItemState.Of(item) with { IsDone = tick.IsDone }, OperationOutcome.Ok);
    }

    /// <summary>Later words win; the earlier ones are handed back.</summary>
    public static Change Do(Checklist list, Edit edit)
    {
        if (list.Items.FirstOrDefault(item => item.Id == edit.Item) is not { } item)
        {
            return Change.Not(OperationOutcome.Gone);
        }
        var words = edit.Label.ReplaceLineEndings(" ").Trim();
        var line = ItemLine.Of(list.Text.Text, item.Place);
        if (words.Length == 0 || words == line.Words)
        {
            return Change.Not(words.Length == 0 ? OperationOutcome.Impossible : OperationOutcome.Ok);
        }
        var edited = line with { Gap = line.Gap.Length == 0 ? " " : line.Gap, Words = words };
        var start = item.Place.Box + 2 + line.Gap.Length;
        var text = list.Text.Text;
        var isReplaced = edit.Was.Trim() is var was && was != item.Label && was != item.Words;
        return With(
            list,
            item,
            $"{text.AsSpan(0, item.Place.Box + 2)}{edited.Gap}{words}{text.AsSpan(start + line.Words.Length)}",
            ItemState.Of(item) with { IsOptional = edited.IsOptional, Label = edited.Label },
            isReplaced ? OperationOutcome.Replaced : OperationOutcome.Ok,
            isReplaced ? item.Words : null);
    }

    private static Change With(Checklist list, ChecklistItem item, string text, ItemState state, OperationOutcome outcome, string? theirs = null) =>
        new(outcome, list.Text with { Text = text }, [.. list.Items.Select(other => other == item ? state : ItemState.Of(other))], theirs);
}
