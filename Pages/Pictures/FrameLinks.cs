using Markdwell.Models;
using Markdwell.Services.Connect;
using Markdwell.Services.Connect.Seals;
using Markdwell.Services.Markdown;
using Markdwell.Services.Sources.Addresses;
using Markdwell.Services.Sources.Links;
using Microsoft.Extensions.Options;

namespace Markdwell.Pages.Pictures;

/// <summary>What the renderer asks about the addresses in a text that a page shows.</summary>
/// <param name="PageId">The Confluence page, whose readers may see the pictures.</param>
/// <param name="Fingerprint">Names all that the answers depend on: part of the key of what is made with them.</param>
public sealed record FrameUrls(string PageId, string Fingerprint, RelativeUrl Url);

/// <summary>
/// Gives the addresses in a text their meaning. Pictures come through our server: the address names the picture under a seal,
/// so that nobody can ask for one that no text shows, and its viewer by a pass, since a browser sends no token for it.
/// </summary>
public sealed class FrameLinks(LinkResolver resolver, PictureSeals seals, Passes passes, IOptions<ConnectOptions> options)
{
    /// <summary>For a page that is kept and shown to others as well: <see cref="Shared.PageCache"/> puts in each viewer's pass.</summary>
    public ValueTask<FrameUrls> ForPageAsync(Tenant tenant, string pageId, LinkBase origin, CancellationToken cancellationToken) =>
        ForAsync(tenant, pageId, origin, options.Value.BasePath, () => PassPlace.Mark, cancellationToken);

    /// <summary>As <see cref="FrameUrls.Fingerprint"/> of <see cref="ForPageAsync"/>, for who looks for a page that is finished.</summary>
    public async ValueTask<string> FingerprintAsync(Tenant tenant, string pageId, LinkBase origin, CancellationToken cancellationToken) =>
        Fingerprint(tenant, pageId, await resolver.ForAsync(tenant, origin, cancellationToken));

    /// <summary>For what its viewer alone gets to see.</summary>
    public ValueTask<FrameUrls> ForViewerAsync(Caller caller, string pageId, LinkBase origin, CancellationToken cancellationToken) =>
        ForAsync(caller.Tenant, pageId, origin, options.Value.BasePath, () => passes.Issue(caller.Tenant, caller.AccountId, pageId), cancellationToken);

    /// <summary>For Confluence's server, which fetches the pictures of an export from somewhere else.</summary>
    public ValueTask<FrameUrls> ForExportAsync(Caller caller, string pageId, LinkBase origin, CancellationToken cancellationToken) =>
        ForAsync(caller.Tenant, pageId, origin, options.Value.BaseUrl, () => passes.Issue(caller.Tenant, caller.AccountId, pageId), cancellationToken);

    private async ValueTask<FrameUrls> ForAsync(
        Tenant tenant, string pageId, LinkBase origin, string baseUrl, Func<string> pass, CancellationToken cancellationToken)
    {
        var links = await resolver.ForAsync(tenant, origin, cancellationToken);

        // Most texts have no relative pictures, and need no keys.
        var seal = new Lazy<Func<string[], string>>(() => seals.For(tenant));
        var ownPass = new Lazy<string>(pass);

        string? Picture(string url) =>
            links.Picture(url) is { } file ? $"{baseUrl}/pictures/{seal.Value(new PictureReference(pageId, file).ToWords())}?{Passes.Parameter}={ownPass.Value}" : null;

        return new(pageId, Fingerprint(tenant, pageId, links), (url, use) => use == UrlUse.Picture ? Picture(url) : links.Link(url));
    }

    private static string Fingerprint(Tenant tenant, string pageId, TextLinks links) => $"{pageId} {tenant.SecretFingerprint} {links.Fingerprint}";
}
