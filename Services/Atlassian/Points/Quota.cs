using System.Globalization;
using System.Net;

namespace Markdwell.Services.Atlassian.Points;

/// <summary>What a product said of the points that all sites of the app share.</summary>
/// <param name="Limit">In an hour; null when it did not say.</param>
internal readonly record struct Quota(long? Limit, long Left)
{
    private const string Shared = "global";

    /// <returns>Null when it said nothing of them: other limits are one site's own.</returns>
    public static Quota? Heard(HttpResponseMessage response)
    {
        var limit = Number(response, "Beta-RateLimit-Policy", "q");
        if (response.StatusCode == HttpStatusCode.TooManyRequests && Text(response, "RateLimit-Reason")?.Contains(Shared, StringComparison.OrdinalIgnoreCase) == true)
        {
            return new(limit, 0);
        }

        return Number(response, "Beta-RateLimit", "r") is { } left ? new(limit, left) : null;
    }

    public static string? Text(HttpResponseMessage response, string name) => response.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

    /// <summary><c>"global-app-quota";r=64000;t=1800</c></summary>
    private static long? Number(HttpResponseMessage response, string header, string parameter)
    {
        var parts = Text(response, header)?.Split(';', StringSplitOptions.TrimEntries);
        return parts is [var name, .. var values] && name.Contains(Shared, StringComparison.OrdinalIgnoreCase)
            && values.FirstOrDefault(value => value.StartsWith(parameter + "=", StringComparison.Ordinal)) is { } found
            && long.TryParse(found.AsSpan(parameter.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}
