using Markdwell.Services.Sources.Connections;
using Markdwell.Services.Sources.Connections.Checks;
using Markdwell.Services.Sources.Files;
using Markdwell.Services.Sources.Git;
using Markdwell.Services.Sources.Links;
using Markdwell.Services.Sources.Macros;
using Markdwell.Services.Sources.Network;
using Markdwell.Services.Sources.Pictures;
using Markdwell.Services.Sources.Properties;
using Markdwell.Services.Storage;

namespace Markdwell.Services.Sources;

internal static class SourceServices
{
    /// <param name="maxTextBytes">What the renderer takes; larger files are not fetched.</param>
    public static void AddSources(this IServiceCollection services, int maxTextBytes)
    {
        // The bodies of macros
        services.AddSingleton<PageMacros>();
        services.AddSingleton<MacroTexts>();
        services.AddSingleton<CachedTextWriter>();
        services.AddHostedService(provider => provider.GetRequiredService<CachedTextWriter>());
        services.AddSingleton<Sweep>(SourceSweep.SweepAsync);

        // What is known of pages, kept beside them
        services.AddSingleton<KnownHeights>();
        services.AddSingleton<ShortenedPages>();
        services.AddSingleton<Erased>(provider => provider.GetRequiredService<ShortenedPages>().Forget);
        services.AddSingleton<PagePropertyWriter>();
        services.AddSingleton<PagePropertyQueue>();
        services.AddHostedService(provider => provider.GetRequiredService<PagePropertyQueue>());
        services.AddSingleton<PageProperties>();

        // Hosts, and what a site may fetch from them
        services.AddNetwork();
        services.AddSingleton<ConnectionStore>();
        services.AddSingleton<Erased>(provider => provider.GetRequiredService<ConnectionStore>().Changed);
        services.AddSingleton<SourceUses>();
        services.AddSingleton<SourceUseWriter>();
        services.AddHostedService(provider => provider.GetRequiredService<SourceUseWriter>());
        services.AddSingleton<HostCheck>();

        // Git hosts
        services.AddSingleton<GitHosts>();

        // The files of hosts and pages
        services.AddSingleton(new FileLimits(maxTextBytes));
        services.AddSingleton<Attachments>();
        services.AddSingleton<FileSearch>();
        services.AddSingleton<FileCopies>();
        services.AddSingleton<FileRenewals>();
        services.AddSingleton<SiblingFiles>();
        services.AddSingleton<OldTexts>();
        services.AddSingleton(Files);

        // What stands beside a text
        services.AddSingleton<LinkResolver>();
        services.AddSingleton<PictureFiles>();
    }

    // Its parts are this room's own business, so the container does not see how it is made.
    private static SourceFiles Files(IServiceProvider services) => new(
        services.GetRequiredService<FileSearch>(),
        services.GetRequiredService<FileCopies>(),
        services.GetRequiredService<FileRenewals>(),
        services.GetRequiredService<SiblingFiles>(),
        services.GetRequiredService<TimeProvider>());
}
