using System.Buffers;

namespace Markdwell.Services.Sources.Macros;

/// <summary>One macro in one published version of a page: what is found there never changes.</summary>
/// <param name="PageVersion">0 for the current version, which does change.</param>
/// <param name="MacroId">Empty in pages older than macro ids.</param>
public readonly record struct MacroAddress(int TenantId, string PageId, int PageVersion, string MacroId)
{
    private const int MaxIdLength = 64;

    private static readonly SearchValues<char> IdCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    /// <summary>The values come from a request and go into addresses of the product's API.</summary>
    public static MacroAddress? TryCreate(int tenantId, string? pageId, int? pageVersion, string? macroId) =>
        IsId(pageId) && pageVersion is null or >= 0 && (string.IsNullOrEmpty(macroId) || IsId(macroId))
            ? new(tenantId, pageId!, pageVersion ?? 0, macroId ?? "")
            : null;

    private static bool IsId(string? id) => id is { Length: > 0 and <= MaxIdLength } && !id.AsSpan().ContainsAnyExcept(IdCharacters);
}
