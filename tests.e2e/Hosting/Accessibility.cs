using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;

namespace Markdwell.Tests.E2E.Hosting;

/// <summary>axe's opinion of the app's frames. The page around them is the product's.</summary>
internal static class Accessibility
{
    // The two rules for which axe fetches style sheets and media anew, which the frames' policy forbids.
    private static readonly AxeRunOptions Options = new()
    {
        Rules = new() { ["css-orientation-lock"] = new() { Enabled = false }, ["no-autoplay-audio"] = new() { Enabled = false } },
    };

    public static async Task CheckAsync(IPage page)
    {
        var result = await page.RunAxe(Options);

        // A frame that is loading is left out in silence.
        Assert.DoesNotContain(result.Incomplete, rule => rule.Id == "frame-tested");
        var serious =
            from violation in result.Violations
            where violation.Impact is "serious" or "critical"
            from node in violation.Nodes
            select $"{violation.Id}: {violation.Help}\n  {node.Target}\n  {node.Html}";
        Assert.Empty(serious);
    }
}
