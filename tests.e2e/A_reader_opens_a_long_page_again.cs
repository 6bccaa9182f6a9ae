using System.Globalization;
using Markdwell.Tests.E2E.Hosting;

namespace Markdwell.Tests.E2E;

/// <summary>A page of thirty macros, and how much of it moves under its reader.</summary>
public sealed class A_reader_opens_a_long_page_again(Stand stand) : Story(stand)
{
    private const int Macros = 30;

    // In the page and in each frame: what moved without anybody's doing, and how often a frame became another height.
    private const string Watching = """
        addEventListener('DOMContentLoaded', () => { window.began = performance.now(); });
        window.shift = 0;
        window.shifts = [];
        window.heights = {};
        new PerformanceObserver((list) => list.getEntries().forEach((entry) => {
          window.shift += entry.value;
          window.shifts.push([Math.round(entry.startTime), entry.value]);
        })).observe({ type: 'layout-shift', buffered: true });
        if (window === top) {
          new MutationObserver((changes) => changes.forEach(({ target }) => {
            const all = window.heights[target.id] ??= [];
            if (target.localName === 'iframe' && all.at(-1) !== target.style.height) {
              all.push(target.style.height);
            }
          })).observe(document, { attributes: true, attributeFilter: ['style'], subtree: true });
        }
        """;

    [Fact]
    public async Task Each_frame_finds_its_height_at_once_and_nothing_moves_in_it()
    {
        await Page.AddInitScriptAsync(Watching);
        var page = await Sandbox.NewPageOfAsync("acme", string.Concat(Enumerable.Range(0, Macros).Select(Text)));
        await OpenAsync("/wiki/pages/" + page, @as: "carol");
        await AllAreThereAsync();
        var first = await ResizesAsync();
        await Eventually.EqualAsync(Macros, async () => await HeightsInPropertyAsync(page));

        await Page.ReloadAsync();
        await AllAreThereAsync();
        await Page.WaitForTimeoutAsync(1_500);

        var again = await ResizesAsync();
        TestContext.Current.TestOutputHelper?.WriteLine($"first {string.Join(' ', first)}; again {string.Join(' ', again)}");
        TestContext.Current.TestOutputHelper?.WriteLine(await Page.EvaluateAsync<string>("() => JSON.stringify({ shift, shifts })"));
        Assert.All(again, count => Assert.Equal(1, count));
        for (var at = 0; at < Macros; at++)
        {
            var document = await Macro(at).DocumentAsync();
            Assert.InRange(await document.EvaluateAsync<double>("() => window.shift"), 0, 0.05);
            await Macro(at).FitsAsync();
        }
    }

    private async Task AllAreThereAsync()
    {
        for (var at = 0; at < Macros; at++)
        {
            // Frames are opened when somebody comes near.
            await Page.Locator(".frame[data-macro-id]").Nth(at).ScrollIntoViewIfNeededAsync();
            await Expect(Macro(at).Locator("h2")).ToHaveTextAsync($"Part {at}");
        }
    }

    /// <summary>How often each frame became another height.</summary>
    private Task<int[]> ResizesAsync() =>
        Page.EvaluateAsync<int[]>("() => [...document.querySelectorAll('.frame iframe')].map((frame) => new Set(window.heights[frame.id] ?? []).size)");

    private async Task<int> HeightsInPropertyAsync(string page)
    {
        var properties = await Sandbox.GetAsync($"acme/pages/{page}/properties");
        return properties.EnumerateArray()
            .Where(property => property.GetProperty("key").GetString() == "markdwell")
            .SelectMany(property => property.GetProperty("value").GetProperty("macros").EnumerateObject())
            .Count(macro => macro.Value.TryGetProperty("heights", out var heights) && heights.EnumerateObject().Any());
    }

    private static string Text(int number)
    {
        var picture = $"![chart](https://pictures.example/{number}.png)";
        var lines = string.Join("\n\n", Enumerable.Range(0, 1 + (number % 5)).Select(i => $"A paragraph of some words, the {i.ToString(CultureInfo.InvariantCulture)}th, in which `code` and *marks* are."));
        return $"""<p>Between</p><ac:structured-macro ac:name="markdwell-markdown" ac:macro-id="calm-{number}"><ac:plain-text-body><![CDATA[{$"## Part {number}\n\n{lines}\n\n{(number % 3 == 0 ? picture : "```js\nlet a = 1;\n```")}"}]]></ac:plain-text-body></ac:structured-macro>""";
    }
}
