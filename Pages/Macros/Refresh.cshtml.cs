using Markdwell.Pages.Pictures;
using Markdwell.Pages.Shared;
using Markdwell.Services.Atlassian;
using Markdwell.Services.Connect;
using Markdwell.Services.Sources.Connections;
using Markdwell.Services.Sources.Files;
using Markdwell.Services.Sources.Macros;
using Microsoft.AspNetCore.Mvc;

namespace Markdwell.Pages.Macros;

/// <summary>
/// Asks the host of a macro's file now, and answers what the frame shows from then on, a piece of HTML. Whoever asks too often is
/// shown the copy at hand.
/// </summary>
[ExpectsToken(TokenKind.Context)]
public sealed class RefreshModel(
    ViewerRights rights, MacroTexts texts, SourceFiles files, SourceUses uses, FrameLinks links, RefreshLimit limit, TimeProvider clock,
    Documents documents, PageCache pages)
    : MacroPage(files, uses, links, clock, documents, pages)
{
    /// <summary>The page is the one in the token itself: an address that only the caller wrote proves nothing.</summary>
    public async Task<IActionResult> OnPostAsync(int? pageVersion, string? macroId, CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid || MacroAddress.TryCreate(Caller.Tenant.Id, Caller.ContentId, pageVersion, macroId) is not { } address)
        {
            return Say("This macro's address is not complete.", StatusCodes.Status400BadRequest);
        }

        switch (await rights.MayReadPageAsync(Caller.Tenant, Caller.AccountId, address.PageId, cancellationToken))
        {
            case Right.Denied:
                return Say("You may not see this page, so its Markdown is not shown.", StatusCodes.Status403Forbidden);
            case Right.Unknown:
                return Say("Confluence did not say whether you may see this text.", offersRetry: true);
        }

        var published = await texts.PublishedAsync(Caller.Tenant, address, cancellationToken);
        return published.Value switch
        {
            null => Say("Confluence did not give out this macro.", offersRetry: true),
            { Source: { } source } => await ShowPublishedAsync(source, address, askNow: limit.Allows(Caller), cancellationToken),
            { Body: var body } => await ShowAsync(body, IdPrefix(address), cancellationToken, await UrlsOfBodyAsync(address, cancellationToken)),
        };
    }
}
