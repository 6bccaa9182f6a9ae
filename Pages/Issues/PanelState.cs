using Markdwell.Services.Notes;
using Markdwell.Services.Notes.Checklists;
using Markdwell.Services.Notes.Properties;

namespace Markdwell.Pages.Issues;

/// <summary>A note as the panel's script knows it.</summary>
/// <param name="Trouble">One sentence, where something is not as it should be or the viewer may not change the note.</param>
/// <param name="MayEdit">Whether the viewer has the right to; a broken note has to be repaired first all the same.</param>
/// <param name="Html">The article, or why there is none.</param>
/// <param name="Size">Of <see cref="MaxSize"/>.</param>
public sealed record PanelState(
    long Revision,
    bool IsWritten,
    string? Trouble,
    bool MayEdit,
    bool IsBroken,
    string Text,
    string Html,
    IReadOnlyList<PanelItem> Items,
    IReadOnlyList<PanelHeading> Headings,
    Progress Progress,
    int Size,
    int MaxSize = NoteProperty.MaxSize,
    int MaxItems = Checklist.MaxItems);

/// <inheritdoc cref="ChecklistItem"/>
public sealed record PanelItem(int Id, bool IsDone, bool IsOptional, int Depth, string Label);

/// <param name="Id">The name of its first line.</param>
public sealed record PanelHeading(int Id, string Text);

/// <param name="Id">Of the operation.</param>
public sealed record PanelResult(Guid Id, OperationOutcome Outcome, string? Theirs, int? Count);

public sealed record PanelAnswer(PanelState State, IReadOnlyList<PanelResult> Results);

/// <summary>Why nothing was done.</summary>
/// <param name="State">What the note is now, where that is the reason.</param>
public sealed record PanelRefusal(string Message, PanelState? State = null);
