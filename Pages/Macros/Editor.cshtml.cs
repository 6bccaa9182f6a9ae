using Markdwell.Services.Connect;
using Markdwell.Services.Settings;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Markdwell.Pages.Macros;

/// <summary>
/// The macro's editor in Confluence's dialog. It needs nothing of the tenant's but a limit: the text comes from the page being
/// edited, through the bridge, and goes back the same way.
/// </summary>
[ExpectsToken(TokenKind.Frame)]
public sealed class EditorModel(SiteRenderers renderers) : PageModel
{
    public int MaxBytes { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellationToken) =>
        MaxBytes = (await renderers.ForAsync(HttpContext.Caller().Tenant.Id, cancellationToken)).Limits.SourceBytes;
}
