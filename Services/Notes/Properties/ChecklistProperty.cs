using Markdwell.Services.Notes.Checklists;

namespace Markdwell.Services.Notes.Properties;

/// <summary>
/// The numbers of a checklist in the issue property <see cref="Key"/>, which the descriptor has Jira index: JQL finds issues by them.
/// Described in docs/note-property.md.
/// </summary>
public sealed record ChecklistProperty(int Version, int Total, int Done, int Open, int Percent, int Mandatory, int MandatoryOpen)
{
    public const string Key = "markdwell.checklist";

    private const int CurrentVersion = 1;

    /// <returns>Null without items: an issue without a checklist is none that is all done.</returns>
    public static ChecklistProperty? Of(Progress progress) =>
        progress.Total == 0 ? null : new(CurrentVersion, progress.Total, progress.Done, progress.Open, progress.Percent, progress.Mandatory, progress.MandatoryOpen);
}
