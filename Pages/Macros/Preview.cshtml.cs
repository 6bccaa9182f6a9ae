using System.Text;
using Markdwell.Pages.Shared;
using Markdwell.Services.Connect;
using Markdwell.Services.Markdown;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Markdwell.Pages.Macros;

/// <summary>Renders what an author is writing. Takes UTF-8 text as the body, answers a piece of HTML.</summary>
[ExpectsToken(TokenKind.Context)]
public sealed class PreviewModel(MarkdownRenderer renderer, RenderGate gate) : PageModel
{
    public Document Document { get; private set; } = Document.Says("");

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(Request.Body, Encoding.UTF8);
        var text = await reader.ReadToEndAsync(cancellationToken);
        Document = await gate.RenderAsync(HttpContext.Caller().Tenant.Id, () => Document.Of(renderer.Render(text, "md-preview-"), text), cancellationToken)
            ?? Document.Busy(text);
        return Page();
    }
}
