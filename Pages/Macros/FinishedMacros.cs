using Markdwell.Pages.Pictures;
using Markdwell.Pages.Shared;
using Markdwell.Services.Atlassian;
using Markdwell.Services.Connect;
using Markdwell.Services.Sources.Addresses;
using Markdwell.Services.Sources.Macros;
using Markdwell.Services.Sources.Properties;

namespace Markdwell.Pages.Macros;

/// <summary>
/// Macros of published pages that can be shown from memory alone. The rule for that stands here and nowhere else: the page asks it, and
/// so does <see cref="ShortWay"/>, which therefore shows nothing that the page would refuse.
/// </summary>
public sealed class FinishedMacros(
    ViewerRights rights, MacroTexts texts, FrameLinks links, Documents documents, PageCache pages, KnownHeights heights, PageProperties properties)
{
    /// <returns>Null when somebody has to be asked first, or something made: the viewer's right, the text, its page.</returns>
    public async ValueTask<(FinishedPage Page, FrameHeight Height)?> FindAsync(Caller caller, MacroAddress address, CancellationToken cancellationToken)
    {
        // Before the text: whoever has lost the right has lost it while the page is still in memory.
        if (!rights.IsKnownToRead(caller.Tenant, caller.AccountId, address.PageId) || texts.Find(address) is not { Source: null, BodyHash: var hash })
        {
            return null;
        }

        var renderer = await documents.FingerprintAsync(caller.Tenant.Id, cancellationToken);
        var urls = await links.FingerprintAsync(caller.Tenant, address.PageId, new AttachmentBase(address.PageId), cancellationToken);
        var key = new PageKey(caller.Tenant.Id, typeof(MarkdownModel), hash, MacroPage.IdPrefix(address), renderer, new(address.PageId, urls), Origin: null);
        return pages.Find(key) is { } page ? (page, HeightOf(caller, address, hash, source: null)) : null;
    }

    public FrameHeight HeightOf(Caller caller, MacroAddress address, string textHash, EntrySource? source) =>
        new(new(caller.Tenant, address, textHash, source), heights, properties);
}
