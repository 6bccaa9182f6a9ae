using System.Text.Json;
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

    // No note is long enough for more, and sums of what somebody wrote by hand should stay numbers.
    private const int MostItems = NoteProperty.MaxSize;

    /// <returns>Null without items: an issue without a checklist is none that is all done.</returns>
    public static ChecklistProperty? Of(Progress progress) =>
        progress.Total == 0 ? null : new(CurrentVersion, progress.Total, progress.Done, progress.Open, progress.Percent, progress.Mandatory, progress.MandatoryOpen);

    /// <summary>Whoever may edit the issue can write the property by hand, so nothing of its shape is taken for granted.</summary>
    /// <returns>Null when the value is none of ours, or its numbers cannot be those of a checklist.</returns>
    public static ChecklistProperty? TryRead(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object || Number(value, "version") != CurrentVersion)
        {
            return null;
        }

        return Number(value, "total") is int total and > 0 and <= MostItems
            && Number(value, "done") is int done && done >= 0 && done <= total
            && Number(value, "mandatory") is int mandatory && mandatory >= 0 && mandatory <= total
            && Number(value, "mandatoryOpen") is int open && open >= 0 && open <= Math.Min(mandatory, total - done) && mandatory - open <= done
                ? Of(new Progress(total, done, mandatory, mandatory - open))
                : null;
    }

    private static int? Number(JsonElement value, string name)
    {
        try
        {
            return value.TryGetProperty(name, out var number) && number.ValueKind == JsonValueKind.Number && number.TryGetInt32(out var read) ? read : null;
        }
        catch (InvalidOperationException)
        {
            // Half a character in a name: JSON can hold it, text cannot.
            return null;
        }
    }
}
