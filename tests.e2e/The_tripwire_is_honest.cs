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

    /// <summary>Half and less, as most of what was live in 2010 is not today, and html-purify lists what it makes of its texts as well.</summary>
    [Theory]
    [InlineData("raw-html.md", 50, 20)]
    [InlineData("OWASP's sheet, as xss-filters has it", 25, 5)]
    [InlineData("html5sec, as html-purify has it", 45, 4)]
    public async Task Shown_as_they_are_attacks_trip_it(string name, int percentTripped, int percentRun)
    {
        string[] texts = Corpora.All.SingleOrDefault(corpus => corpus.Name == name)?.Read()
            ?? [.. Attacks.All.Where(attack => attack.Name.StartsWith(name, StringComparison.Ordinal)).Select(attack => attack.Text)];
        Watch.Allow("", "nothing here is made safe");
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
        catch (PlaywrightException)
        {
            return ["It is gone."];
        }
    }
}
