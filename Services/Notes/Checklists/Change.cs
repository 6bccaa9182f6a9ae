namespace Markdwell.Services.Notes.Checklists;

/// <summary>What an operation would make of a text.</summary>
/// <param name="Text">Null when it cannot be done.</param>
/// <param name="Items">What the text must show then; null when anything may come out.</param>
internal sealed record Change(OperationOutcome Outcome, NoteText? Text = null, IReadOnlyList<ItemState>? Items = null, string? Theirs = null)
{
    public static Change Not(OperationOutcome outcome, string? theirs = null) => new(outcome, Theirs: theirs);
}

/// <summary>An item wherever it stands.</summary>
internal sealed record ItemState(int Id, bool IsDone, bool IsOptional, int Depth, string Label)
{
    public static ItemState Of(ChecklistItem item) => new(item.Id, item.IsDone, item.IsOptional, item.Depth, item.Label);
}
