using System.Text.Json;

namespace Markdwell.Services.Connect.Tokens;

/// <param name="KeyId">Names Atlassian's public key; only lifecycle tokens have one.</param>
internal sealed record TokenHeader(string Algorithm, string? KeyId)
{
    public static TokenHeader? TryParse(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new() { AllowDuplicateProperties = false });
            var header = document.RootElement;

            // "crit" announces extensions that whoever doesn't know them must refuse (RFC 7515, 4.1.11).
            return header.ValueKind == JsonValueKind.Object && !header.TryGetProperty("crit", out _) && Text(header, "alg") is { } algorithm
                ? new TokenHeader(algorithm, Text(header, "kid"))
                : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement header, string name) =>
        header.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
