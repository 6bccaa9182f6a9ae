namespace Markdwell.Services.Markdown;

/// <summary>What of a text can be worked with. Empty when the text is refused.</summary>
/// <param name="Items">In the order in which their boxes are drawn: the nth is the nth <c>input.task-list-item-checkbox</c>.</param>
/// <param name="Headings">Those that are in no quote and no list.</param>
public sealed record MarkdownOutline(IReadOnlyList<TaskItem> Items, IReadOnlyList<OutlineHeading> Headings);

/// <param name="Line">From 0; the first one, where it has an underline.</param>
/// <param name="Text">Its words without their markup.</param>
public sealed record OutlineHeading(int Line, int Level, string Text);
