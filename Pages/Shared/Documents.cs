using Markdwell.Services;
using Markdwell.Services.Markdown;
using Markdwell.Services.Settings;

namespace Markdwell.Pages.Shared;

/// <summary>Makes documents of texts, each when its turn has come.</summary>
public sealed class Documents(SiteRenderers renderers, RenderGate gate)
{
    /// <summary>Names everything but the text that decides what a document becomes.</summary>
    public async ValueTask<string> FingerprintAsync(int tenantId, CancellationToken cancellationToken) => (await renderers.ForAsync(tenantId, cancellationToken)).Fingerprint;

    /// <param name="tenantId">Whose turn it is to be, and whose settings count.</param>
    /// <param name="idPrefix">As <see cref="MarkdownRenderer.Render"/> takes it.</param>
    /// <param name="urls">Without it, relative addresses are left out.</param>
    public async Task<Document> RenderAsync(int tenantId, string markdown, string idPrefix, RelativeUrl? urls, CancellationToken cancellationToken)
    {
        var renderer = await renderers.ForAsync(tenantId, cancellationToken);
        var document = await gate.RenderAsync(tenantId, () => Document.Of(renderer.Render(markdown, idPrefix, urls), markdown), cancellationToken) ?? Document.Busy(markdown);
        return document with { Renderer = renderer.Fingerprint };
    }
}
