using Markdwell.Tests.E2E.Hosting;

namespace Markdwell.Tests.E2E;

/// <summary>
/// The texts of tests/Markdown/fixtures in both themes, on wide and narrow screens. <c>MARKDWELL_FIXTURES</c> names a folder
/// for pictures of all of them, to be looked at by a person.
/// </summary>
public sealed class Every_kind_of_text_is_readable(Stand stand) : Story(stand)
{
    private static readonly string? Pictures = Environment.GetEnvironmentVariable("MARKDWELL_FIXTURES");

    public static TheoryData<string> Fixtures =>
        [.. Directory.EnumerateFiles(Repository.PathOf("tests", "Markdown", "fixtures"), "*.md").Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Fixtures))]
    public async Task In_light_and_dark_wide_and_narrow(string fixture)
    {
        var text = await File.ReadAllTextAsync(Repository.PathOf("tests", "Markdown", "fixtures", fixture + ".md"), TestContext.Current.CancellationToken);
        var page = await Sandbox.NewPageAsync("acme", text);
        foreach (var theme in (string[])["light", "dark"])
        {
            await Page.GotoAsync($"{Sandbox.Acme}/wiki/pages/{page}?as=carol&theme={theme}");
            await Expect(Macro().Article).ToBeVisibleAsync();
            await Expect(Macro().Locator("xpath=/html")).ToHaveAttributeAsync("data-color-mode", theme);
            foreach (var width in (int[])[1280, 320])
            {
                await Page.SetViewportSizeAsync(width, 900);
                await Macro().FitsAsync();
                await Accessibility.CheckAsync(Page);
                if (Pictures is { Length: > 0 })
                {
                    await Macro().Element.ScreenshotAsync(new() { Path = Path.Combine(Pictures, $"{fixture}-{theme}-{width}.png") });
                }
            }
        }
    }
}
