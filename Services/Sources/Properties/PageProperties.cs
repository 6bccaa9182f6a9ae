using Microsoft.Extensions.Caching.Memory;

namespace Markdwell.Services.Sources.Properties;

/// <summary>
/// Remembers what readers were shown, and how high it was, and has it written into the properties of their pages. All of
/// it can be had again from the next view, so that nothing is kept for long.
/// </summary>
public sealed class PageProperties(PagePropertyQueue queue, KnownHeights heights) : IDisposable
{
    private const int MaxSeen = 50_000;

    private readonly MemoryCache seen = new(new MemoryCacheOptions { SizeLimit = MaxSeen });

    /// <summary>A reader was shown a macro of a published version.</summary>
    /// <param name="page">The finished page in UTF-8, for its words.</param>
    public void Shown(ShownMacro macro, ReadOnlyMemory<byte> page)
    {
        var key = (macro.Address, macro.Content);
        if (macro.Address is { PageVersion: > 0, MacroId.Length: > 0 } && !seen.TryGetValue(key, out _))
        {
            seen.Set(key, true, new MemoryCacheEntryOptions { Size = 1 });
            queue.Add(macro, page, measured: null, () => seen.Remove(key));
        }
    }

    /// <summary>A frame says how high its text became. The caller has made sure that the macro is one of this page, and that the numbers can be true.</summary>
    public void Measured(ShownMacro macro, int width, int height)
    {
        if (heights.Add(macro, width, height))
        {
            queue.Add(macro, page: default, (width, height), () => { });
        }
    }

    public void Dispose() => seen.Dispose();
}
