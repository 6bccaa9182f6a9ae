using Markdwell.Pages.Shared;
using Markdwell.Services.Sources;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Caching.Memory;

namespace Markdwell.Pages.Issues;

/// <summary>Notes as they are shown, named by their texts and how their site shows texts: those who look at an issue together cost one rendering for each change.</summary>
public sealed class NoteArticles(Documents documents, DocumentHtml html) : IDisposable
{
    private const string IdPrefix = "md-note-";
    private const long MaxCharacters = 16 * 1024 * 1024;
    private const int EntryOverhead = 500;

    private readonly MemoryCache articles = new(new MemoryCacheOptions { SizeLimit = MaxCharacters });

    public async Task<string> HtmlAsync(ActionContext context, int tenantId, string text, CancellationToken cancellationToken)
    {
        var hash = SourceText.Of(text).Hash;
        if (articles.TryGetValue((tenantId, hash, await documents.FingerprintAsync(tenantId, cancellationToken)), out string? kept))
        {
            return kept!;
        }

        var document = await documents.RenderAsync(tenantId, text, IdPrefix, urls: null, cancellationToken);
        var article = await html.WriteAsync(context, document);
        if (!document.MayPassLater)
        {
            articles.Set((tenantId, hash, document.Renderer), article, new MemoryCacheEntryOptions { Size = article.Length + EntryOverhead });
        }

        return article;
    }

    public void Dispose() => articles.Dispose();
}
