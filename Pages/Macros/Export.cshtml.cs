using Markdwell.Pages.Pictures;
using Markdwell.Pages.Shared;
using Markdwell.Services;
using Markdwell.Services.Atlassian;
using Markdwell.Services.Connect;
using Markdwell.Services.Observing;
using Markdwell.Services.Settings;
using Markdwell.Services.Sources;
using Markdwell.Services.Sources.Addresses;
using Markdwell.Services.Sources.Files;
using Markdwell.Services.Sources.Macros;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Markdwell.Pages.Macros;

/// <summary>
/// The macro where no frame can be: in a PDF, a Word file, a mail. Confluence's server asks, on behalf of whoever exports, and
/// puts the answer into the page as storage format. It would share a cached answer among all users, so none may be cached
/// (<see cref="Services.SafetyNet"/> says so for every answer).
/// https://developer.atlassian.com/cloud/confluence/modules/dynamic-content-macro/
/// </summary>
[ExpectsToken(TokenKind.Frame)]
public sealed class ExportModel(ViewerRights rights, MacroTexts texts, SourceFiles files, FrameLinks links, SiteRenderers renderers, RenderGate gate, Renders renders, TimeProvider clock) : PageModel
{
    // Confluence hangs up after five seconds of silence: these are for the text and for its turn, the last is for rendering it.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan PatienceForTurn = TimeSpan.FromSeconds(1);

    public Document Document { get; private set; } = Document.Says("");

    private Caller Caller => HttpContext.Caller();

    public async Task<IActionResult> OnGetAsync(string? pageId, int? pageVersion, string? macroId, CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid || MacroAddress.TryCreate(Caller.Tenant.Id, pageId, pageVersion, macroId) is not { } address)
        {
            return Say("This macro's address is not complete.", StatusCodes.Status400BadRequest);
        }

        using var patience = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        return await WithinAsync(patience, () => rights.MayReadPageAsync(Caller.Tenant, Caller.AccountId, address.PageId, either.Token).AsTask(), Right.Unknown) switch
        {
            Right.Denied => Say("You may not see this page, so its Markdown is not exported.", StatusCodes.Status403Forbidden),
            Right.Unknown => Say("Confluence did not say whether you may see this text. Export the page again in a moment."),
            _ => await ExportAsync(
                await WithinAsync(patience, () => texts.PublishedAsync(Caller.Tenant, address, either.Token), CallOutcome.Unavailable), address, patience, cancellationToken),
        };
    }

    private async Task<IActionResult> ExportAsync(Answer<MacroContent> published, MacroAddress address, CancellationTokenSource patience, CancellationToken cancellationToken)
    {
        return published.Outcome switch
        {
            CallOutcome.Ok when published.Value!.Source is { } source => await ExportFileAsync(source, address, patience, cancellationToken),
            CallOutcome.Ok => await ShowBodyAsync(published.Value!, notice: null, address, cancellationToken),
            CallOutcome.Unavailable or CallOutcome.RateLimited when await texts.EarlierAsync(address, cancellationToken) is { } earlier => earlier.Content.Source is { } source
                ? await ExportFileAsync(source, address, patience, cancellationToken)
                : await ShowBodyAsync(earlier.Content, AsOf(earlier), address, cancellationToken),
            CallOutcome.Unavailable or CallOutcome.RateLimited => Say("Confluence did not give out this text. Export the page again in a moment."),
            CallOutcome.NotFound => Say("Confluence does not find this macro in this version of the page."),
            CallOutcome.Refused => Say("Confluence does not let Markdwell read this page. A site admin can reinstall the app to repair this."),
            _ => Say("Confluence answered in a way that Markdwell does not understand."),
        };
    }

    private async Task<IActionResult> ExportFileAsync(MacroSource source, MacroAddress address, CancellationTokenSource patience, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        var file = await WithinAsync(patience, () => files.FindAsync(Caller.Tenant, address.PageId, source, askNow: false, either.Token), SourceFile.TooSlow(source));
        return file.Copy is { } copy
            ? await ShowAsync(copy.Text.Text, SourceSentences.AboutCopy(file, source), address, copy.Provenance.Base, Origin.Of(copy.Provenance, trouble: null), cancellationToken)
            : Say(SourceSentences.WithoutCopy(file, source));
    }

    private Task<IActionResult> ShowBodyAsync(MacroContent content, string? notice, MacroAddress address, CancellationToken cancellationToken) =>
        ShowAsync(content.Body.Text, notice, address, new AttachmentBase(address.PageId), origin: null, cancellationToken);

    private async Task<IActionResult> ShowAsync(string text, string? notice, MacroAddress address, LinkBase from, Origin? origin, CancellationToken cancellationToken)
    {
        if (notice is not null)
        {
            RequestEnd.ShowsKeptCopy(HttpContext);
        }

        var urls = await links.ForExportAsync(Caller, address.PageId, from, cancellationToken);
        var renderer = await renderers.ForAsync(Caller.Tenant.Id, cancellationToken);
        var document = await gate.RenderAsync(Caller.Tenant.Id, () => Document.Of(renders.Storage(() => renderer.RenderStorage(text, urls.Url)), text, notice), cancellationToken, PatienceForTurn)
            ?? renders.Busy(text);
        return Show(document with { Origin = origin });
    }

    private static string AsOf(EarlierContent earlier) =>
        $"As of {earlier.FetchedAt:yyyy-MM-dd} (version {earlier.PageVersion}): Confluence did not give out the current text.";

    /// <summary>What takes too long goes on for others who wait for it, and its end is not seen here.</summary>
    private static async Task<T> WithinAsync<T>(CancellationTokenSource patience, Func<Task<T>> work, T otherwise)
    {
        try
        {
            return await work();
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            return otherwise;
        }
    }

    private PageResult Say(string notice, int status = StatusCodes.Status200OK)
    {
        RequestEnd.ShowsNotice(HttpContext);
        Response.StatusCode = status;
        return Show(Document.Says(notice));
    }

    private PageResult Show(Document document)
    {
        Document = document;
        return Page();
    }
}
