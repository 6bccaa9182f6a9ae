using Markdwell.Services.Sources.Connections;
using Markdwell.Services.Sources.Files;
using Markdwell.Services.Sources.Git;
using Markdwell.Services.Sources.Links;
using Markdwell.Services.Sources.Macros;
using Markdwell.Services.Sources.Network;
using Markdwell.Services.Sources.Pictures;

namespace Markdwell.Services.Sources;

internal static class SourceServices
{
    public static void AddSources(this IServiceCollection services)
    {
        // The bodies of macros
        services.AddSingleton<MacroTexts>();
        services.AddSingleton<CachedTextWriter>();
        services.AddHostedService(provider => provider.GetRequiredService<CachedTextWriter>());
        services.AddHostedService<CachedTextSweep>();

        // Hosts, and what a site may fetch from them
        services.AddNetwork();
        services.AddSingleton<ConnectionStore>();
        services.AddSingleton<SourceUses>();
        services.AddSingleton<SourceUseWriter>();
        services.AddHostedService(provider => provider.GetRequiredService<SourceUseWriter>());
        services.AddHostedService<SourceUseSweep>();

        // The files of hosts and pages
        services.AddSingleton<SourceFiles>();

        // What stands beside a text
        services.AddSingleton<GitHosts>();
        services.AddSingleton<LinkResolver>();
        services.AddSingleton<PictureFiles>();
    }
}
