namespace Markdwell.Services.Markdown;

/// <summary>A list item with a box, by its place in the author's text.</summary>
/// <param name="Line">That of its box, from 0. No two items share one.</param>
/// <param name="LastLine">The last line of all that is in the item, items below it included.</param>
/// <param name="Marker">Where its bullet or number begins, in characters of the whole text; as a rule on the same line.</param>
/// <param name="Box">Where the character between the brackets stands, in characters of the whole text.</param>
/// <param name="Depth">How many items with boxes it is in.</param>
public sealed record TaskItem(int Line, int LastLine, int Marker, int Box, int Depth, bool IsDone);
