using System.Text.Json;

namespace Markdwell.Services.Notes;

/// <summary>The note of an issue, as it lies in the issue property <see cref="PropertyKey"/>. Described in docs/note-property.md.</summary>
public sealed record IssueNote(string Text, long Revision)
{
    public const string PropertyKey = "markdwell.note";

    private const int Version = 1;

    /// <summary>Whoever may edit the issue can write the property by hand, so nothing of its shape is taken for granted.</summary>
    /// <returns>Null when the value is no note of a version that this app knows.</returns>
    public static IssueNote? TryRead(JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.Object
                && value.TryGetProperty("version", out var version) && version.ValueKind == JsonValueKind.Number && version.TryGetInt32(out var number) && number == Version
                && value.TryGetProperty("revision", out var revision) && revision.ValueKind == JsonValueKind.Number && revision.TryGetInt64(out var counted)
                && value.TryGetProperty("text", out var text) && text.ValueKind == JsonValueKind.String
                    ? new(text.GetString()!, counted)
                    : null;
        }
        catch (InvalidOperationException)
        {
            // Half a character: JSON can hold it, text cannot.
            return null;
        }
    }
}
