using Markdwell.Tests.E2E.Hosting;

namespace Markdwell.Tests.E2E;

/// <summary>Takes the README's picture again: <c>MARKDWELL_SCREENSHOT=docs/screenshot.png</c>, an absolute path or one below the current folder.</summary>
public sealed class The_README_shows_a_page(Stand stand) : Story(stand)
{
    private static readonly string? File = Environment.GetEnvironmentVariable("MARKDWELL_SCREENSHOT");

    public static bool IsWanted => File is { Length: > 0 };

    [Fact(Skip = "Set MARKDWELL_SCREENSHOT to the file to write.", SkipUnless = nameof(IsWanted))]
    public async Task As_a_reader_sees_it()
    {
        await Page.SetViewportSizeAsync(1280, 1180);
        await OpenAsync("/wiki/pages/100001", @as: "carol");
        await Macro().FitsAsync();
        await Expect(Macro(1).Article).ToBeVisibleAsync();

        await Page.ScreenshotAsync(new() { Path = Path.GetFullPath(File!) });
    }
}
