using System.Text.RegularExpressions;

namespace Markdwell.Services.Sources.Macros;

/// <summary>One macro in one published version of a page: what is found there never changes.</summary>
/// <param name="PageVersion">0 for the current version, which does change.</param>
/// <param name="MacroId">Empty in pages older than macro ids.</param>
public readonly partial record struct MacroAddress(int TenantId, string PageId, int PageVersion, string MacroId)
{
    /// <summary>The values come from a request and go into addresses of the product's API.</summary>
    public static MacroAddress? TryCreate(int tenantId, string? pageId, int? pageVersion, string? macroId) =>
        pageId is not null && IdPattern().IsMatch(pageId) && pageVersion is null or >= 0 && (string.IsNullOrEmpty(macroId) || IdPattern().IsMatch(macroId))
            ? new(tenantId, pageId!, pageVersion ?? 0, macroId ?? "")
            : null;

    [GeneratedRegex(@"\A[A-Za-z0-9_-]{1,64}\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex IdPattern();
}
