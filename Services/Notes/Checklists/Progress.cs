namespace Markdwell.Services.Notes.Checklists;

/// <summary>How far a checklist is.</summary>
/// <param name="Mandatory">Items that are not optional.</param>
public sealed record Progress(int Total, int Done, int Mandatory, int MandatoryDone)
{
    public int Open => Total - Done;

    public int MandatoryOpen => Mandatory - MandatoryDone;

    /// <summary>0 to 100, and 100 only when all is done.</summary>
    public int Percent => Total == 0 ? 0 : Done * 100 / Total;

    public static Progress Of(IReadOnlyList<ChecklistItem> items) => new(
        items.Count,
        items.Count(item => item.IsDone),
        items.Count(item => !item.IsOptional),
        items.Count(item => item.IsDone && !item.IsOptional));
}
