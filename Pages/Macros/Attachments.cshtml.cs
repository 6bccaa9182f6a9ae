using Markdwell.Services.Atlassian;
using Markdwell.Services.Connect;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Markdwell.Pages.Macros;

/// <summary>
/// The files of the page that is being edited, for its author to choose from: a piece of HTML. Which page that is, the
/// token says and never the request; and only who may edit the page is told.
/// </summary>
[ExpectsToken(TokenKind.Context)]
public sealed class AttachmentsModel(ViewerRights rights, ProductClients clients) : PageModel
{
    private const int MaxListed = 250;

    private static readonly string[] TextExtensions = [".md", ".markdown", ".mdown", ".mkd", ".txt"];

    private IReadOnlyList<PageAttachment> files = [];

    /// <summary>Why there is nothing to choose from.</summary>
    public string? Notice { get; private set; }

    public IEnumerable<PageAttachment> Texts => files.Where(IsText);

    public IEnumerable<PageAttachment> Others => files.Where(file => !IsText(file));

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var caller = HttpContext.Caller();
        if (caller.ContentId is not { } pageId)
        {
            Notice = "Save the page first: its files can be chosen then.";
            return;
        }

        Notice = await rights.MayEditPageAsync(caller.Tenant, caller.AccountId, pageId, cancellationToken) switch
        {
            Right.Denied => "You may not edit this page, so its files are not listed.",
            Right.Unknown => "Confluence did not say whether you may edit this page. Try again in a moment.",
            _ => await ListAsync(caller, pageId, cancellationToken),
        };
    }

    private async Task<string?> ListAsync(Caller caller, string pageId, CancellationToken cancellationToken)
    {
        var answer = await clients.For<IConfluenceApi>(caller.Tenant).ListAttachmentsAsync(pageId, MaxListed, "-modified-date", cancellationToken).AnswerAsync();
        if (answer.Outcome is not CallOutcome.Ok and not CallOutcome.NotFound)
        {
            return "Confluence did not list the attachments of this page. Try again in a moment.";
        }

        files = [.. answer.Value?.Results?.OfType<PageAttachment>().Where(file => file is { Title.Length: > 0, Version: not null }) ?? []];
        return files.Count == 0 ? "This page has no files yet. Attach one to the page, then choose it here." : null;
    }

    private static bool IsText(PageAttachment file) =>
        file.MediaType?.StartsWith("text/", StringComparison.OrdinalIgnoreCase) == true
        || TextExtensions.Contains(Path.GetExtension(file.Title), StringComparer.OrdinalIgnoreCase);
}
