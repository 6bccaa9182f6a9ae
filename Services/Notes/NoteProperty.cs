using System.Text.Json;
using Markdwell.Services.Atlassian;

namespace Markdwell.Services.Notes;

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
}
