using Markdwell.Services.Markdown;

namespace Markdwell.Services.Notes.Checklists;

/// <param name="Id">The name of the line on which its box stands.</param>
/// <param name="IsOptional">Its label begins with <c>? </c>.</param>
/// <param name="Label">The author's Markdown of that line, without bullet, box and <c>? </c>.</param>
public sealed record ChecklistItem(int Id, bool IsDone, bool IsOptional, int Depth, string Label, TaskItem Place)
{
    /// <summary>What one edits: the label as it stands in the text.</summary>
    public string Words => IsOptional ? $"? {Label}" : Label;
}

/// <param name="Id">The name of its first line.</param>
/// <param name="Text">Its words without their markup.</param>
public sealed record ChecklistHeading(int Id, string Text, int Level);

/// <summary>The items of a note, in the order of the text: the same that the renderer draws boxes for, those in footnotes left out.</summary>
/// <param name="Headings">Those that are in no quote and no list.</param>
public sealed record Checklist(NoteText Text, IReadOnlyList<ChecklistItem> Items, IReadOnlyList<ChecklistHeading> Headings)
{
    public const int MaxItems = 300;

    public Progress Progress => Progress.Of(Items);
}
