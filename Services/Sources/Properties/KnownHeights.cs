using Markdwell.Services.Sources.Macros;
using Microsoft.Extensions.Caching.Memory;

namespace Markdwell.Services.Sources.Properties;

/// <summary>
/// How high texts were for their last readers. A frame that asks for its height before anything is loaded moves the page
/// around it once and not with each picture.
/// </summary>
public sealed class KnownHeights : IDisposable
{
    private const int MaxTexts = 50_000;

    private static readonly Dictionary<int, int> None = [];

    private readonly MemoryCache heights = new(new MemoryCacheOptions { SizeLimit = MaxTexts });

    /// <summary>By the width of the frame, both in pixels.</summary>
    public IReadOnlyDictionary<int, int> Of(ShownMacro macro) => Of(KeyOf(macro.Address, macro.Content));

    /// <returns>Whether it was not known.</returns>
    public bool Add(ShownMacro macro, int width, int height)
    {
        var key = KeyOf(macro.Address, macro.Content);
        var known = Of(key);
        if (known.TryGetValue(width, out var before) && before == height)
        {
            return false;
        }

        Set(key, MacroEntry.Newest(new Dictionary<int, int> { [width] = height }, known));
        return true;
    }

    /// <summary>What a property holds.</summary>
    internal void Add(int tenantId, string pageId, PageProperty property)
    {
        foreach (var (macroId, entry) in property.Macros)
        {
            if (entry.Heights is { Count: > 0 } known)
            {
                Set(new(tenantId, pageId, macroId, entry.Content), known);
            }
        }
    }

    public void Dispose() => heights.Dispose();

    private IReadOnlyDictionary<int, int> Of(Key key) => heights.Get<IReadOnlyDictionary<int, int>>(key) ?? None;

    private void Set(Key key, IReadOnlyDictionary<int, int> known) => heights.Set(key, known, new MemoryCacheEntryOptions { Size = 1 });

    private static Key KeyOf(MacroAddress address, string content) => new(address.TenantId, address.PageId, address.MacroId, content);

    private sealed record Key(int TenantId, string PageId, string MacroId, string Content);
}
