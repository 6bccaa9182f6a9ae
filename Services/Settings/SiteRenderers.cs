using Markdwell.Services.Markdown;
using Markdwell.Services.Markdown.Dialect;
using Microsoft.Extensions.Caching.Memory;

namespace Markdwell.Services.Settings;

/// <summary>For each site the renderer that its administrators have chosen, within what the operator of the server allows.</summary>
public sealed class SiteRenderers(SettingsStore settings, MarkdownRenderer usual, DialectOptions dialect, MarkdownLimits limits, TimeProvider clock) : IDisposable
{
    // To make one takes some milliseconds. Most sites have the usual one; whoever tries out settings must not fill the memory.
    private const int MaxRenderers = 100;

    private readonly MemoryCache renderers = new(new MemoryCacheOptions { SizeLimit = MaxRenderers });

    // Of sites that have chosen nothing, which are most of those that each view asks for.
    private MarkdownRenderer? unchosen;

    public async ValueTask<MarkdownRenderer> ForAsync(int tenantId, CancellationToken cancellationToken)
    {
        var site = await settings.ForAsync(tenantId, cancellationToken);
        return ReferenceEquals(site, SiteSettings.Default) ? unchosen ??= For(site) : For(site);
    }

    public void Dispose() => renderers.Dispose();

    private MarkdownRenderer For(SiteSettings site)
    {
        var wanted = (Dialect: Within(site.Rendering), Limits: Within(site.Limits));
        return wanted == (dialect, limits) ? usual : renderers.GetOrCreate(wanted, entry =>
        {
            entry.Size = 1;
            return new MarkdownRenderer(wanted.Limits, clock, wanted.Dialect);
        })!;
    }

    private DialectOptions Within(RenderingSettings site) => dialect with
    {
        Html = dialect.Html && site.Html,
        FrontMatter = dialect.FrontMatter && site.FrontMatter,
        BareAddresses = dialect.BareAddresses && site.BareAddresses,
    };

    private MarkdownLimits Within(LimitSettings site) => limits with
    {
        SourceBytes = Math.Min(limits.SourceBytes, site.SourceKilobytes * 1024),
        TableCells = Math.Min(limits.TableCells, site.TableCells),
        Formulas = Math.Min(limits.Formulas, site.Formulas),
        CodeLines = Math.Min(limits.CodeLines, site.CodeLines),
    };
}
