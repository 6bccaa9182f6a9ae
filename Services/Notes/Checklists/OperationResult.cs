namespace Markdwell.Services.Notes.Checklists;

public enum OperationOutcome
{
    Ok,

    /// <summary>Somebody has removed the line meanwhile, or it is no item any more.</summary>
    Gone,

    /// <summary>Done, but somebody else had changed the same line: what it said then is in <see cref="OperationResult.Theirs"/>.</summary>
    Replaced,

    /// <summary>Not done: others have changed the same lines. <see cref="OperationResult.Theirs"/> is the text as it is now.</summary>
    Conflict,

    /// <summary>Not done: an item cannot go into itself, or further in or out than this.</summary>
    Impossible,

    /// <summary>Not done: the note would be larger than Jira takes.</summary>
    TooLarge,

    /// <summary>Not done: there would be more items than <see cref="Checklist.MaxItems"/>; <see cref="OperationResult.Count"/> says how many.</summary>
    TooManyItems,
}

public sealed record OperationResult(NoteText Text, OperationOutcome Outcome, string? Theirs = null, int? Count = null);
