using Markdwell.Pages.Pictures;
using Markdwell.Services;
using Markdwell.Services.Markdown;
using Markdwell.Services.Settings;
using Markdwell.Services.Sources;
using Microsoft.Extensions.Caching.Memory;

namespace Markdwell.Pages.Shared;

/// <summary>Makes documents of texts, each when its turn has come.</summary>
public sealed class Documents(SiteRenderers renderers, RenderGate gate) : IDisposable
{
    // A finished page goes into the page cache: here is what nobody has looked at yet.
    private const long MaxCharactersAhead = 16 * 1024 * 1024;
    private const int EntryOverhead = 500;

    private readonly MemoryCache ahead = new(new MemoryCacheOptions { SizeLimit = MaxCharactersAhead });

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

    /// <summary>The same of a published text, which may have been rendered ahead.</summary>
    public async Task<Document> RenderAsync(int tenantId, SourceText text, string idPrefix, FrameUrls? urls, CancellationToken cancellationToken)
    {
        var key = new AheadKey(tenantId, text.Hash, idPrefix, await FingerprintAsync(tenantId, cancellationToken), urls?.Fingerprint);
        return ahead.Get<Document>(key) ?? await RenderAsync(tenantId, text.Text, idPrefix, urls?.Url, cancellationToken);
    }

    /// <summary>For readers who come later.</summary>
    public async Task RenderAheadAsync(int tenantId, SourceText text, string idPrefix, FrameUrls urls, CancellationToken cancellationToken)
    {
        var document = await RenderAsync(tenantId, text, idPrefix, urls, cancellationToken);
        if (!document.MayPassLater)
        {
            var size = EntryOverhead + document.Html.Length + (document.Source?.Text.Length ?? 0);
            ahead.Set(new AheadKey(tenantId, text.Hash, idPrefix, document.Renderer, urls.Fingerprint), document, new MemoryCacheEntryOptions { Size = size });
        }
    }

    public void Dispose() => ahead.Dispose();

    private sealed record AheadKey(int TenantId, string Content, string IdPrefix, string Renderer, string? Urls);
}
