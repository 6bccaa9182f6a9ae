using Markdwell.Services.Markdown;

namespace Markdwell.Services.Notes.Checklists;

/// <param name="Id">The name of its first line.</param>
/// <param name="IsOptional">Its label begins with <c>? </c>.</param>
/// <param name="Label">The author's Markdown of its first line, without bullet, box and <c>? </c>.</param>
public sealed record ChecklistItem(int Id, bool IsDone, bool IsOptional, int Depth, string Label, TaskItem Place);

/// <summary>The items of a note, in the order of the text: the same that the renderer draws boxes for, those in footnotes left out.</summary>
public sealed record Checklist(NoteText Text, IReadOnlyList<ChecklistItem> Items)
{
    public const int MaxItems = 300;

    public Progress Progress => throw new NotImplementedException();
}

/// <summary>Reads and changes checklists. Pure: the same text and operation give the same text.</summary>
public sealed class Checklists(MarkdownRenderer renderer)
{
    public Checklist Read(NoteText text) => throw new NotImplementedException();

    public OperationResult Apply(NoteText text, Operation operation) => throw new NotImplementedException();

    /// <summary>What two have made of one text, line by line.</summary>
    /// <returns>Lines that both have changed differently are as in <paramref name="ours"/>; <paramref name="ours"/> comes from people who were told that it is kept.</returns>
    public static NoteText Merge(string was, string theirs, NoteText ours) => throw new NotImplementedException();
}
