using System.Runtime.CompilerServices;
using Markdwell.Models;
using Markdwell.Services.Sources.Addresses;
using Markdwell.Services.Sources.Connections;
using Markdwell.Services.Sources.Git;

namespace Markdwell.Services.Sources.Links;

/// <summary>Brings together what is needed to know what the addresses in a text mean.</summary>
public sealed class LinkResolver(SourceUses uses, ConnectionStore connections, GitHosts hosts)
{
    // A map lives half a minute and is asked for at each view meanwhile.
    private readonly ConditionalWeakTable<IReadOnlyDictionary<string, string>, string> fingerprints = [];

    public async ValueTask<TextLinks> ForAsync(Tenant tenant, LinkBase origin, CancellationToken cancellationToken) => origin switch
    {
        GitBase git => await ForGitAsync(tenant, git, cancellationToken),
        WebBase web => new WebLinks(web),
        AttachmentBase page => new PageLinks(page, tenant.BaseUrl),
        _ => throw new ArgumentOutOfRangeException(nameof(origin), origin, null),
    };

    private async Task<GitLinks> ForGitAsync(Tenant tenant, GitBase origin, CancellationToken cancellationToken)
    {
        var pages = await uses.PagesByPathAsync(tenant, origin.File.ConnectionId, origin.File.Repository, cancellationToken);
        var own = await connections.FindAsync(tenant, origin.File.ConnectionId, cancellationToken);
        return new(origin, pages, fingerprints.GetValue(pages, Fingerprint), own is null ? [] : [own], tenant.BaseUrl, hosts.View);
    }

    private static string Fingerprint(IReadOnlyDictionary<string, string> pages) =>
        SourceText.Of(string.Join('\n', pages.OrderBy(page => page.Key, StringComparer.Ordinal).Select(page => $"{page.Value} {page.Key}"))).Hash;
}
