namespace Markdwell.Services.Notes.Checklists;

/// <summary>A place for items.</summary>
/// <param name="Line">The line before which they go.</param>
/// <param name="Item">The item before which they go, in the order of the text.</param>
/// <param name="Style">How the first of them is written.</param>
/// <param name="IsLoose">Whether empty lines stand between the items there.</param>
/// <param name="IsApart">Whether an empty line is due before them, which <paramref name="IsLoose"/> asks for too.</param>
/// <param name="IsAhead">Whether an item of the same list comes next, rather than before.</param>
internal sealed record Spot(int Line, int Item, int Depth, ItemStyle Style, bool IsLoose = false, bool IsApart = false, bool IsAhead = false);
