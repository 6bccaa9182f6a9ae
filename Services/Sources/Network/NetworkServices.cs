using System.Net;
using Microsoft.Extensions.Options;

namespace Markdwell.Services.Sources.Network;

internal static class NetworkServices
{
    public static void AddNetwork(this IServiceCollection services)
    {
        services.AddOptions<SourceOptions>().BindConfiguration("Sources").ValidateOnStart();
        services.AddSingleton<IValidateOptions<SourceOptions>, SourceOptionsValidator>();
        services.AddHostedService<PlainHttpWarning>();

        services.AddSingleton<HostResolver>(Dns.GetHostAddressesAsync);
        services.AddSingleton<NetworkGuard>();

        // Not by the client factory: its loggers write addresses, and headers with tokens at Trace.
        services.AddKeyedSingleton<HttpMessageHandler>(Fetcher.HandlerName, (provider, _) => GuardedHandler.Create(provider.GetRequiredService<NetworkGuard>()));
        services.AddSingleton<Fetcher>();
    }
}
