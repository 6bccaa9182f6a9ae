using System.Runtime.CompilerServices;
using Markdwell.Services.Markdown;
using Markdwell.Services.Notes.Properties;

namespace Markdwell.Services.Notes.Checklists;

/// <summary>Reads and changes checklists. Pure: the same text and operation give the same text.</summary>
public sealed class ChecklistEditor(MarkdownRenderer renderer)
{
    // The text that one operation leaves is the one that the next finds, and to read a hostile one takes half a second.
    private readonly ConditionalWeakTable<NoteText, Checklist> known = [];

    /// <summary>What two have made of one text, line by line.</summary>
    /// <returns>Lines that both have changed differently are as in <paramref name="ours"/>; <paramref name="ours"/> comes from people who were told that it is kept.</returns>
    public static NoteText Merge(string was, string theirs, NoteText ours) => TextMerge.Of(was, theirs, ours).Text;

    public Checklist Read(NoteText text) => known.GetValue(text, ReadAnew);

    /// <summary>An item as people read it, for what knows no markup. It is read where it stands: behind a box, where a number is no list and a hash no heading.</summary>
    public string InWords(ChecklistItem item) =>
        renderer.RenderPlainText("- [ ] " + item.Label).Text.TrimStart('☐', ' ') is { Length: > 0 } words ? words : item.Label;

    /// <summary>Does what is asked if the text, read again, shows just that: an operation that would change anything else is not done.</summary>
    public OperationResult Apply(NoteText text, Operation operation)
    {
        var before = Read(text);
        var change = operation switch
        {
            Tick tick => LineChanges.Do(before, tick),
            Edit edit => LineChanges.Do(before, edit),
            Add add => Additions.Do(before, add),
            Move move => Placements.Do(before, move),
            Indent indent => Placements.Do(before, indent),
            Remove remove => Placements.Do(before, remove),
            Rewrite rewrite => Rewriting.Do(before, rewrite),
            _ => throw new ArgumentOutOfRangeException(nameof(operation), operation, message: null),
        };
        return change.Text is null || change.Text.Text == text.Text ? new(text, change.Outcome, change.Theirs) : Judge(before, change);
    }

    private Checklist ReadAnew(NoteText text)
    {
        var outline = renderer.Outline(text.Text);
        return new(
            text,
            [.. outline.Items.Select(item => Item(text, item))],
            [.. outline.Headings.Select(heading => new ChecklistHeading(text.LineIds[heading.Line], heading.Text, heading.Level))]);
    }

    private static ChecklistItem Item(NoteText text, TaskItem place)
    {
        var item = ItemLine.Of(text.Text, place);
        return new(text.LineIds[place.Line], place.IsDone, item.IsOptional, place.Depth, item.Label, place);
    }

    /// <summary>A text that is above a limit already may become smaller, or stay as large as it is.</summary>
    private OperationResult Judge(Checklist before, Change change)
    {
        var text = change.Text!;
        if (NoteProperty.SizeOf(text.Text) is var size && size > NoteProperty.MaxSize && size > NoteProperty.SizeOf(before.Text.Text))
        {
            return new(before.Text, OperationOutcome.TooLarge);
        }
        var after = Read(text);
        var count = change.Items?.Count ?? after.Items.Count;
        if (count > Checklist.MaxItems && count > before.Items.Count)
        {
            return new(before.Text, OperationOutcome.TooManyItems, Count: count);
        }
        return change.Items is null || (change.Items.SequenceEqual(after.Items.Select(ItemState.Of)) && before.Headings.SequenceEqual(after.Headings))
            ? new(text, change.Outcome, change.Theirs)
            : new(before.Text, OperationOutcome.Impossible);
    }
}
