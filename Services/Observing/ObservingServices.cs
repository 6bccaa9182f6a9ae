namespace Markdwell.Services.Observing;

internal static class ObservingServices
{
    /// <summary>The standard's name: whoever observes other services this way sets it for them as well.</summary>
    public const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>Sends metrics, traces and logs to a collector, if one is named. If none is, nothing of it is even loaded.</summary>
    public static void AddObserving(this WebApplicationBuilder builder)
    {
        if (builder.Configuration[Endpoint] is not { Length: > 0 } endpoint)
        {
            return;
        }

        if (!Uri.TryCreate(endpoint, UriKind.Absolute, out var address) || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps))
        {
            throw new SettingException($"{Endpoint} must be an address such as http://collector:4317.");
        }

        Export.To(builder.Services);
    }
}
