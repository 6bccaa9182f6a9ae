using System.Globalization;
using System.Text.Json;

namespace Markdwell.Services.Sources.Git;

/// <summary>What the answers of all hosts have in common.</summary>
internal static class GitJson
{
    private const int MaxIdLength = 64;

    /// <exception cref="FormatException">The id is none.</exception>
    public static Commit Commit(JsonElement item, string idName, JsonElement at) =>
        item.GetProperty(idName).GetString() is { Length: > 0 and <= MaxIdLength } id && id.All(char.IsAsciiHexDigit) ? new(id, Date(at)) : throw new FormatException();

    private static DateTime? Date(JsonElement at) =>
        at.ValueKind == JsonValueKind.String
        && DateTimeOffset.TryParse(at.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date.UtcDateTime : null;
}
