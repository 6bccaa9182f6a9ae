using System.Text.Json;
using Markdwell.Services.Atlassian;

namespace Markdwell.Services.Notes.Properties;

/// <summary>The note of an issue, as it lies in the issue property <see cref="Key"/>. Described in docs/note-property.md.</summary>
public sealed record NoteProperty(int Version, long Revision, string Text)
{
    public const string Key = "markdwell.note";

    /// <summary>Characters of JSON.</summary>
    public const int MaxSize = 32_768;

    private const int CurrentVersion = 1;

    public static NoteProperty Of(string text, long revision) => new(CurrentVersion, revision, text);

    /// <summary>How much of <see cref="MaxSize"/> a text takes: quotes and line ends take more than a letter.</summary>
    public static int SizeOf(string text) => JsonSerializer.Serialize(Of(text, long.MaxValue), ProductClients.Json).Length;

    /// <summary>Whoever may edit the issue can write the property by hand, so nothing of its shape is taken for granted.</summary>
    /// <returns>Null when the value is no note of a version that this app knows.</returns>
    public static NoteProperty? TryRead(string json)
    {
        try
        {
            // No note is nested as deeply as the default allows.
            var value = JsonElement.Parse(json);
            return value.ValueKind == JsonValueKind.Object
                && value.TryGetProperty("version", out var version) && version.ValueKind == JsonValueKind.Number && version.TryGetInt32(out var number) && number == CurrentVersion
                && value.TryGetProperty("revision", out var revision) && revision.ValueKind == JsonValueKind.Number && revision.TryGetInt64(out var counted)
                && value.TryGetProperty("text", out var text) && text.ValueKind == JsonValueKind.String
                    ? Of(text.GetString()!, counted)
                    : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The second for half a character, in a name or in the text: JSON can hold it, text cannot.
            return null;
        }
    }

    /// <summary>The text alone, of a value whose rest may be anything.</summary>
    public static string? TryReadText(string json)
    {
        try
        {
            return PropertyJson.TryReadText(json, "text");
        }
        catch (InvalidOperationException)
        {
            // Half a character again.
            return null;
        }
    }
}
