using Markdwell.Pages.Shared;
using Markdwell.Services.Atlassian;
using Markdwell.Services.Connect;
using Microsoft.AspNetCore.Mvc;

namespace Markdwell.Pages.Issues;

/// <summary>Renders what somebody is writing. Takes UTF-8 text as the body, answers a piece of HTML.</summary>
[ExpectsToken(TokenKind.Context)]
public sealed class PreviewModel(ViewerRights rights, Documents documents) : IssuePage(rights)
{
    public Document Document { get; private set; } = Document.Says("");

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var text = await Request.ReadTextAsync(cancellationToken);
        Document = await documents.RenderAsync(Tenant.Id, text, Document.PreviewPrefix, urls: null, cancellationToken);
        return Page();
    }
}
