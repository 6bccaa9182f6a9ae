using Markdwell.Models;
using Markdwell.Services.Notes.Checklists;

namespace Markdwell.Services.Notes;

public enum NoteOutcome
{
    Ok,

    /// <summary>Jira does not have the issue, or not for the app.</summary>
    NoIssue,

    /// <summary>The app's secret is out of date, or it may not read or write in this project.</summary>
    Refused,

    RateLimited,

    Unavailable,

    /// <summary>The property in Jira is none that this app has written. What was last known is in the state, and can be put in its place by <see cref="NoteStore.RepairAsync"/>.</summary>
    Broken,
}

/// <summary>A note as it is now.</summary>
/// <param name="Outcome">How the last talk with Jira about it ended.</param>
/// <param name="Reading">Done when somebody wants to know: most who ask for news hear that there are none, and a text may take half a second.</param>
/// <param name="Revision">0 when nobody ever wrote here.</param>
/// <param name="IsWritten">Whether Jira holds this very text.</param>
public sealed record NoteState(NoteOutcome Outcome, Lazy<Checklist> Reading, long Revision, bool IsWritten)
{
    public Checklist Checklist => Reading.Value;

    /// <summary>Jira was asked what it holds and did not say. The outcome alone does not tell: it may be that of the last writing.</summary>
    public bool IsUnread { get; init; }

    /// <summary>Of an issue that nobody ever wrote to, or of which nothing could be read.</summary>
    internal static NoteState Nothing(NoteOutcome outcome, ChecklistEditor checklists) =>
        new(outcome, new(() => checklists.Read(NoteText.Empty)), Revision: 0, IsWritten: outcome == NoteOutcome.Ok) { IsUnread = IsUnreadAfter(outcome) };

    internal static NoteState Of(Note note, ChecklistEditor checklists) =>
        Of(note, new Lazy<Checklist>(() => checklists.Read(NoteText.Read(note.Text, note.LineIds))));

    internal static NoteState Of(Note note, Checklist checklist) => Of(note, new Lazy<Checklist>(checklist));

    /// <summary>The same when Jira could not be asked, or holds nothing that is ours.</summary>
    internal NoteState After(NoteOutcome outcome) => this with { Outcome = outcome, IsUnread = IsUnreadAfter(outcome) };

    // What was last known of a broken note is good to work with.
    private static bool IsUnreadAfter(NoteOutcome outcome) => outcome is not (NoteOutcome.Ok or NoteOutcome.Broken);

    private static NoteState Of(Note note, Lazy<Checklist> checklist) =>
        new(note.Failure is null ? NoteOutcome.Ok : Enum.Parse<NoteOutcome>(note.Failure), checklist, note.Revision, note.IsWritten);
}

/// <param name="Results">One for each operation, in their order; none when nothing could be done, for the reason that is the state's outcome.</param>
public sealed record ChangeAnswer(NoteState State, IReadOnlyList<OperationResult> Results);
