using Markdwell.Tests.E2E.Hosting;
using Markdwell.Tests.Markdown.Safety;

namespace Markdwell.Tests.E2E;

/// <summary>The tripwire that stays silent in our pages is loud where nobody makes the same texts safe.</summary>
public sealed class The_tripwire_is_honest(Stand stand) : Story(stand)
{
    private const int FramesAtOnce = 40;

    /// <summary>The structure of our page, with neither renderer nor policy. What a frame may not do is lead the whole page away.</summary>
    private const string Show = """
        texts => Promise.all(texts.map(text => new Promise(shown => {
          const frame = document.createElement('iframe');
          frame.sandbox = 'allow-scripts allow-same-origin';
          frame.srcdoc = `<!doctype html><title>Markdown</title><body><div class="ac-content"><article class="markdown">${text}</article></div>`;
          frame.onload = shown;
          setTimeout(shown, 3000);
          document.body.append(frame);
        })))
        """;

    [Theory]
    [InlineData("OWASP's sheet, as xss-filters has it", 1, 1)]
    [InlineData("html5sec, as html-purify has it", 1, 1)]
    public async Task Shown_as_they_are_attacks_trip_it(string name, int percentTripped, int percentRun)
    {
        Watch.Allow("", "nothing here is made safe");
        var texts = Corpora.All.Single(corpus => corpus.Name == name).Read();
        await Tripwire.StretchAsync(Page);
        var (tripped, run) = (0, 0);
        foreach (var chunk in texts.Chunk(FramesAtOnce))
        {
            await Page.GotoAsync(Sandbox.Home + "/sandbox/state");
            await Page.EvaluateAsync(Show, chunk);
            foreach (var frame in Page.Frames.Skip(1).Where(frame => frame.ParentFrame == Page.MainFrame))
            {
                var found = await FoundAsync(frame);
                tripped += found.Length > 0 ? 1 : 0;
                run += found.Any(what => what is "alert" or "confirm" or "prompt" or "open" or "print") ? 1 : 0;
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{texts.Length} texts, {tripped} trip it, {run} of them by running");
        Assert.InRange(100 * tripped / texts.Length, percentTripped, 100);
        Assert.InRange(100 * run / texts.Length, percentRun, 100);
    }

    /// <summary>A text that put another document into its place has done enough.</summary>
    private static async Task<string[]> FoundAsync(IFrame frame)
    {
        try
        {
            return await Tripwire.FoundAsync(frame);
        }
        catch (PlaywrightException e)
        {
            return ["It is gone." + e.Message];
        }
    }
}
