using System.Text.Json;

namespace Markdwell.Pages.Settings;

/// <summary>What an administrator's page sends.</summary>
internal static class FormBody
{
    /// <returns>Null when the body is no such form.</returns>
    public static async Task<T?> ReadAsync<T>(HttpRequest request, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return await JsonSerializer.DeserializeAsync<T>(request.Body, JsonSerializerOptions.Web, cancellationToken);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
