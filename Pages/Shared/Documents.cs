using Markdwell.Pages.Pictures;
using Markdwell.Services;
using Markdwell.Services.Instances;
using Markdwell.Services.Markdown;
using Markdwell.Services.Settings;
using Markdwell.Services.Sources;

namespace Markdwell.Pages.Shared;

/// <summary>Makes documents of texts, each when its turn has come.</summary>
public sealed class Documents(SiteRenderers renderers, RenderGate gate, Renders renders, SharedCache cache)
{
    /// <summary>Names everything but the text that decides what a document becomes.</summary>
    public async ValueTask<string> FingerprintAsync(int tenantId, CancellationToken cancellationToken) => (await renderers.ForAsync(tenantId, cancellationToken)).Fingerprint;

    /// <param name="tenantId">Whose turn it is to be, and whose settings count.</param>
    /// <param name="idPrefix">As <see cref="MarkdownRenderer.Render"/> takes it.</param>
    /// <param name="urls">Without it, relative addresses are left out.</param>
    public async Task<Document> RenderAsync(int tenantId, string markdown, string idPrefix, RelativeUrl? urls, CancellationToken cancellationToken)
    {
        var renderer = await renderers.ForAsync(tenantId, cancellationToken);
        var document = await gate.RenderAsync(tenantId, () => Document.Of(renders.Html(() => renderer.Render(markdown, idPrefix, urls)), markdown), cancellationToken)
            ?? renders.Busy(markdown);
        return document with { Renderer = renderer.Fingerprint };
    }

    /// <summary>The same of a published text, which may have been rendered ahead, or by another instance.</summary>
    /// <param name="urls">As every viewer gets them: the document is for all.</param>
    public async Task<Document> RenderAsync(int tenantId, SourceText text, string idPrefix, FrameUrls? urls, CancellationToken cancellationToken)
    {
        var name = Name(text, idPrefix, await FingerprintAsync(tenantId, cancellationToken), urls);
        if (await cache.FindAsync(tenantId, name, cancellationToken) is { } kept)
        {
            return DocumentBytes.Read(kept);
        }

        var document = await RenderAsync(tenantId, text.Text, idPrefix, urls?.Url, cancellationToken);

        // Its finished page will be in this process's memory; nobody waits for Redis to take it.
        _ = KeepAsync(tenantId, Name(text, idPrefix, document.Renderer, urls), document, isLocal: false);
        return document;
    }

    /// <summary>For readers who come later.</summary>
    public async Task RenderAheadAsync(int tenantId, SourceText text, string idPrefix, FrameUrls urls, CancellationToken cancellationToken)
    {
        var document = await RenderAsync(tenantId, text, idPrefix, urls, cancellationToken);
        await KeepAsync(tenantId, Name(text, idPrefix, document.Renderer, urls), document, isLocal: true);
    }

    private async Task KeepAsync(int tenantId, string name, Document document, bool isLocal)
    {
        if (!document.MayPassLater)
        {
            await cache.KeepAsync(tenantId, name, DocumentBytes.Write(document), isLocal, CancellationToken.None);
        }
    }

    private static string Name(SourceText text, string idPrefix, string renderer, FrameUrls? urls) =>
        $"document {DocumentBytes.Version}\n{text.Hash}\n{idPrefix}\n{renderer}\n{urls?.Fingerprint}";
}
