using Markdwell.Pages.Pictures;
using Markdwell.Pages.Shared;
using Markdwell.Services.Atlassian;
using Markdwell.Services.Connect;
using Markdwell.Services.Sources;
using Markdwell.Services.Sources.Connections;
using Markdwell.Services.Sources.Files;
using Markdwell.Services.Sources.Macros;
using Markdwell.Services.Sources.Properties;
using Microsoft.AspNetCore.Mvc;

namespace Markdwell.Pages.Macros;

/// <summary>The macro in a Confluence page.</summary>
[ExpectsToken(TokenKind.Frame)]
public sealed class MarkdownModel(
    ViewerRights rights, MacroTexts texts, FinishedMacros finished, SourceFiles files, SourceUses uses, FrameLinks links, TimeProvider clock,
    Documents documents, PageCache pages)
    : MacroPage(files, uses, links, clock, documents, pages)
{
    private const string NotSaved = "The preview appears here once the page is saved.";

    private const string NoAnswer = "Confluence did not say whether you may see this text. Reload the page to try again.";

    private bool isPreview;

    /// <summary>Names the text that is shown, for the height that its frame will report.</summary>
    public string? ShownContent { get; private set; }

    public async Task<IActionResult> OnGetAsync(string? pageId, int? pageVersion, string? macroId, string? outputType, CancellationToken cancellationToken)
    {
        isPreview = outputType == "preview";
        if (!ModelState.IsValid || MacroAddress.TryCreate(Caller.Tenant.Id, pageId, pageVersion, macroId) is not { } address)
        {
            // A page that was never saved has no id yet.
            return isPreview ? Say(NotSaved) : Say("This macro's address is not complete.", StatusCodes.Status400BadRequest);
        }

        return isPreview ? await PreviewAsync(address, cancellationToken) : await ShowPublishedAsync(address, cancellationToken);
    }

    /// <summary>Drafts are for those who may edit; to everybody else the page is what was published.</summary>
    private async Task<IActionResult> PreviewAsync(MacroAddress address, CancellationToken cancellationToken)
    {
        switch (await rights.MayEditPageAsync(Caller.Tenant, Caller.AccountId, address.PageId, cancellationToken))
        {
            case Right.Unknown:
                return Say(NoAnswer);
            case Right.Denied:
                return await ShowPublishedAsync(address, cancellationToken);
        }

        var draft = await texts.DraftAsync(Caller.Tenant, address.PageId, address.MacroId, cancellationToken);
        return draft.Outcome switch
        {
            CallOutcome.Ok when draft.Value!.Source is { } source => await ShowDraftAsync(source, address, cancellationToken),
            CallOutcome.Ok => await ShowBodyAsync(draft.Value.Body, address, cancellationToken),
            CallOutcome.NotFound => await ShowPublishedAsync(address, cancellationToken),
            _ => Say(Sentence(draft.Outcome)),
        };
    }

    private async Task<IActionResult> ShowPublishedAsync(MacroAddress address, CancellationToken cancellationToken)
    {
        switch (await rights.MayReadPageAsync(Caller.Tenant, Caller.AccountId, address.PageId, cancellationToken))
        {
            case Right.Denied:
                return isPreview ? Say(NotSaved) : Say("You may not see this page, so its Markdown is not shown.", StatusCodes.Status403Forbidden);
            case Right.Unknown:
                return Say(NoAnswer);
        }

        if (await finished.FindAsync(Caller, address, cancellationToken) is var (kept, height))
        {
            Tell(height);
            return kept;
        }

        if (texts.Find(address)?.Source is { } source)
        {
            return await ShowPublishedAsync(source, address, askNow: false, cancellationToken);
        }

        var published = await texts.PublishedAsync(Caller.Tenant, address, cancellationToken);
        return published.Value switch
        {
            null => Say(Sentence(published.Outcome)),
            { Source: { } named } => await ShowPublishedAsync(named, address, askNow: false, cancellationToken),
            { Body: var body } => await ShowBodyAsync(body, address, cancellationToken),
        };
    }

    private async Task<IActionResult> ShowBodyAsync(SourceText text, MacroAddress address, CancellationToken cancellationToken)
    {
        if (isPreview && string.IsNullOrWhiteSpace(text.Text))
        {
            return Say("This macro is empty. Edit it to write Markdown.");
        }

        WillShow(address, text.Hash, source: null);
        return await ShowAsync(text, IdPrefix(address), cancellationToken, await UrlsOfBodyAsync(address, cancellationToken));
    }

    protected override void WillShow(MacroAddress address, string textHash, EntrySource? source)
    {
        ShownContent = MacroEntry.ContentOf(textHash);
        Tell(finished.HeightOf(Caller, address, textHash, source));
    }

    /// <summary>A draft has no height that anybody else could use, and is no text that a search should find.</summary>
    private void Tell(FrameHeight height)
    {
        if (!isPreview)
        {
            HttpContext.Features.Set(height);
        }
    }

    private string Sentence(CallOutcome outcome) => outcome switch
    {
        CallOutcome.NotFound when isPreview => NotSaved,
        CallOutcome.NotFound => "Confluence does not find this macro in this version of the page.",
        CallOutcome.Refused => "Confluence does not let Markdwell read this page. A site admin can reinstall the app to repair this.",
        CallOutcome.RateLimited => "Confluence asks Markdwell to wait. Reload the page in a minute.",
        CallOutcome.Unavailable => "Confluence did not answer. Reload the page to try again.",
        _ => "Confluence answered in a way that Markdwell does not understand.",
    };
}
