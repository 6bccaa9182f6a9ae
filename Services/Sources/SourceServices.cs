using Markdwell.Services.Sources.Connections;
using Markdwell.Services.Sources.Files;
using Markdwell.Services.Sources.Macros;
using Markdwell.Services.Sources.Network;
using Markdwell.Services.Sources.Properties;

namespace Markdwell.Services.Sources;

internal static class SourceServices
{
    public static void AddSources(this IServiceCollection services)
    {
        // The bodies of macros
        services.AddSingleton<PageMacros>();
        services.AddSingleton<MacroTexts>();
        services.AddSingleton<CachedTextWriter>();
        services.AddHostedService(provider => provider.GetRequiredService<CachedTextWriter>());
        services.AddHostedService<CachedTextSweep>();

        // What is known of pages, kept beside them
        services.AddSingleton<KnownHeights>();
        services.AddSingleton<PagePropertyWriter>();
        services.AddSingleton<PagePropertyQueue>();
        services.AddHostedService(provider => provider.GetRequiredService<PagePropertyQueue>());
        services.AddSingleton<PageProperties>();

        // Hosts, and what a site may fetch from them
        services.AddSingleton<Fetcher>();
        services.AddSingleton<ConnectionStore>();
        services.AddSingleton<SourceUses>();

        // The files of hosts and pages
        services.AddSingleton<SourceFiles>();
    }
}
