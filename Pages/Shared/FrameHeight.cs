using System.Globalization;
using System.Text;
using Markdwell.Services.Sources.Properties;

namespace Markdwell.Pages.Shared;

/// <summary>
/// What is said to a frame besides its page: how high its text was for others. The page itself is kept without it, for a
/// height becomes known when the page was long made.
/// </summary>
public sealed class FrameHeight(ShownMacro macro, KnownHeights heights, PageProperties properties)
{
    /// <summary>Where it goes in the head of a page.</summary>
    public const string Mark = "{{heights}}";

    public static ReadOnlySpan<byte> Hole => "{{heights}}"u8;

    /// <summary>Widths and heights in pixels: <c>760:1180 1200:900</c>.</summary>
    public byte[] Known => heights.Of(macro) is { Count: > 0 } known
        ? Encoding.ASCII.GetBytes(string.Join(' ', known.Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Key}:{one.Value}"))))
        : [];

    public void Shown(ReadOnlyMemory<byte> page) => properties.Shown(macro, page);
}
