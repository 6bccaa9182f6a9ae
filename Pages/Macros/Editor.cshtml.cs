using Markdwell.Services.Connect;
using Markdwell.Services.Markdown;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Markdwell.Pages.Macros;

/// <summary>
/// The macro's editor in Confluence's dialog. It needs nothing of the tenant's: the text comes from the page being
/// edited, through the bridge, and goes back the same way.
/// </summary>
[ExpectsToken(TokenKind.Frame)]
public sealed class EditorModel(MarkdownLimits limits) : PageModel
{
    public int MaxBytes => limits.SourceBytes;

    public void OnGet()
    {
    }
}
