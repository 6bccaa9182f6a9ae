using System.Globalization;
using Markdwell.Tests.E2E.Hosting;

namespace Markdwell.Tests.E2E;

/// <summary>A page of thirty macros, and how much of it moves under its reader.</summary>
public sealed class A_reader_opens_a_long_page_again(Stand stand) : Story(stand)
{
    private const int Macros = 30;
    private const int FirstScreen = 6;

    // In the page and in each frame: what moved without anybody's doing, and how often a frame became another height.
    private const string Watching = """
        window.shifts = [];
        window.heights = {};
        new PerformanceObserver((list) => window.shifts.push(...list.getEntries())).observe({ type: 'layout-shift', buffered: true });
        if (window === top) {
          new MutationObserver((changes) => changes.forEach(({ target }) => {
            const all = window.heights[target.id] ??= [];
            if (target.localName === 'iframe' && all.at(-1) !== target.style.height) {
              all.push(target.style.height);
            }
          })).observe(document, { attributes: true, attributeFilter: ['style'], subtree: true });
        }
        """;

    // The measure that browsers report (https://web.dev/articles/cls): shifts less than a second apart, at most five seconds of them.
    private const string WorstWindow = """
        () => {
          let [worst, sum, first, last] = [0, 0, 0, 0];
          for (const { value, startTime } of window.shifts) {
            if (startTime - last > 1_000 || startTime - first > 5_000) {
              [sum, first] = [0, startTime];
            }
            sum += value;
            last = startTime;
            worst = Math.max(worst, sum);
          }
          return worst;
        }
        """;

    [Fact]
    public async Task Each_frame_finds_its_height_at_once_and_nothing_moves()
    {
        var page = await Sandbox.NewPageOfAsync("acme", string.Concat(Enumerable.Range(0, Macros).Select(Text)));
        await ReadAsync(page);
        Assert.Contains(await ResizesAsync(), count => count > 1);
        await Eventually.EqualAsync(Macros, async () => await HeightsInPropertyAsync(page));

        await BeginAnewAsync();
        await ReadAsync(page);

        Assert.All(await ResizesAsync(), count => Assert.Equal(1, count));

        // On the first screen each frame grows once from the height that Confluence gives it; from then on all is where it stays.
        Assert.InRange(await Page.EvaluateAsync<double>(WorstWindow), 0, 0.05);
        for (var at = 0; at < Macros; at++)
        {
            var document = await Macro(at).DocumentAsync();
            Assert.InRange(await document.EvaluateAsync<double>("() => window.shifts.reduce((sum, { value }) => sum + value, 0)"), 0, 0.05);
            await Macro(at).FitsAsync();
        }
    }

    /// <summary>From the first line to the last, as fast as a person turns a wheel.</summary>
    private async Task ReadAsync(string page)
    {
        await Page.AddInitScriptAsync(Watching);
        await Page.RouteAsync("https://pictures.example/**", async route =>
        {
            await Task.Delay(500);
            await route.FulfillAsync(new() { ContentType = "image/svg+xml", Body = """<svg xmlns="http://www.w3.org/2000/svg" width="600" height="240"/>""" });
        });
        await OpenAsync("/wiki/pages/" + page, @as: "carol");
        for (var at = 0; at < FirstScreen; at++)
        {
            await Expect(Macro(at).Locator("h2")).ToHaveTextAsync($"Part {at}");
        }

        await Page.WaitForTimeoutAsync(1_500);
        await Page.EvaluateAsync("() => { window.shifts = []; }");
        await Page.Mouse.MoveAsync(600, 450);
        while (await Page.EvaluateAsync<bool>("() => [...document.querySelectorAll('.frame[data-macro-id]')].at(-1).getBoundingClientRect().bottom > innerHeight"))
        {
            await Page.Mouse.WheelAsync(0, 120);
            await Page.WaitForTimeoutAsync(300);
        }

        await AllAreThereAsync();
        await Page.WaitForTimeoutAsync(1_500);
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
