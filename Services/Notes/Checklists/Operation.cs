namespace Markdwell.Services.Notes.Checklists;

/// <summary>A change of a note by one person, which fits whatever the text has become meanwhile.</summary>
/// <param name="Id">Made by the browser. An operation that is sent again is not done again.</param>
public abstract record Operation(Guid Id);

/// <param name="Item">The name of the item's first line.</param>
public sealed record Tick(Guid Id, int Item, bool IsDone) : Operation(Id);

/// <summary>New items, one for each line that is not empty; lines that are items already keep their boxes and their indents.</summary>
/// <param name="After">The item below which they go, with all that is in it; null for the end of <paramref name="Heading"/>, or of the text.</param>
/// <param name="Heading">The name of a heading's line; null for the end of the text.</param>
public sealed record Add(Guid Id, int? After, int? Heading, string Text) : Operation(Id);

/// <param name="Was">The label that the editor began with.</param>
/// <param name="Label">Without box and bullet; <c>? </c> at its start makes it optional.</param>
public sealed record Edit(Guid Id, int Item, string Was, string Label) : Operation(Id);

/// <summary>An item and all that is in it goes elsewhere.</summary>
/// <param name="Before">The item that it goes before; null with <paramref name="After"/>.</param>
/// <param name="After">The item that it goes after, with all that is in that.</param>
public sealed record Move(Guid Id, int Item, int? Before, int? After) : Operation(Id);

/// <param name="By">1 to be in the item above, -1 to leave the item that it is in.</param>
public sealed record Indent(Guid Id, int Item, int By) : Operation(Id);

/// <param name="Was">The label that was seen: what somebody has rewritten meanwhile is not removed.</param>
public sealed record Remove(Guid Id, int Item, string Was) : Operation(Id);

/// <summary>The whole text, edited as such.</summary>
/// <param name="Was">The text that the editor began with. What others have changed since is merged.</param>
public sealed record Rewrite(Guid Id, string Was, string Text) : Operation(Id);
