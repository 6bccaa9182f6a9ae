using System.Text.Json;

namespace Markdwell.Services.Sources.Connections.Checks;

/// <summary>Reads what a host may or may not have written as JSON.</summary>
internal static class Json
{
    public static JsonElement? TryParse(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
