using Markdwell.Services;
using Markdwell.Services.Markdown;

namespace Markdwell.Pages.Shared;

/// <summary>Makes documents of texts, each when its turn has come.</summary>
public sealed class Documents(MarkdownRenderer renderer, RenderGate gate)
{
    /// <summary>Names everything but the text that decides what a document becomes.</summary>
    public string Fingerprint => renderer.Fingerprint;

    /// <param name="tenantId">Whose turn it is to be.</param>
    /// <param name="idPrefix">As <see cref="MarkdownRenderer.Render"/> takes it.</param>
    /// <param name="urls">Without it, relative addresses are left out.</param>
    public async Task<Document> RenderAsync(int tenantId, string markdown, string idPrefix, RelativeUrl? urls, CancellationToken cancellationToken) =>
        await gate.RenderAsync(tenantId, () => Document.Of(renderer.Render(markdown, idPrefix, urls), markdown), cancellationToken) ?? Document.Busy(markdown);
}
