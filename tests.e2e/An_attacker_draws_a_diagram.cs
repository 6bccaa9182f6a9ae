using Markdwell.Tests.E2E.Hosting;
using Markdwell.Tests.Markdown;

namespace Markdwell.Tests.E2E;

/// <summary>The diagrams of tests/Markdown/diagrams/hostile.md, in a real browser with the real policy.</summary>
public sealed class An_attacker_draws_a_diagram(Stand stand) : Story(stand)
{
    [Fact]
    public async Task Nothing_runs_nothing_is_asked_and_the_page_is_untouched()
    {
        Watch.Allow("directive: \"default-src 'none'\"", "the sandbox keeps what Mermaid tries to load for a diagram");
        Watch.Allow($"directive 'script-src {Stand.App} blob:'", "Mermaid reads words as HTML before it cleans them; the sandbox's policy is what stops their handlers");
        var hostile = Documents.Read("diagrams", "diagram").Where(passage => passage.Name.StartsWith("hostile.md", StringComparison.Ordinal)).Select(passage => passage.Text).ToList();
        await Tripwire.StretchAsync(Page);

        // Everything is near enough to be drawn.
        await Page.SetViewportSizeAsync(1280, 40000);
        await OpenAsync("/wiki/pages/" + await Sandbox.NewPageAsync("acme", string.Concat(hostile.Select(source => $"````mermaid\n{source}````\n\n"))));
        await Expect(Macro().Locator("figure.diagram, .diagram-notice")).ToHaveCountAsync(hostile.Count, new() { Timeout = 90_000 });

        await Tripwire.IsUntouchedAsync(Macro());
        var document = await Macro().DocumentAsync();
        Assert.Equal(hostile.Count, await document.EvaluateAsync<int>("document.querySelectorAll('pre.mermaid').length"));
        Assert.Empty(await document.EvaluateAsync<string[]>("[...document.querySelectorAll('article img')].map(image => image.src).filter(src => !src.startsWith('blob:'))"));
        Assert.Empty(Watch.Pictures);

        // Not even in the room where it could do no harm.
        var sandbox = Page.Frames.Single(frame => frame.Url.EndsWith("/diagrams/sandbox", StringComparison.Ordinal));
        Assert.DoesNotContain(await sandbox.EvaluateAsync<string[]>("window.tripped"), trip => trip is "alert" or "open" or "print");
        Assert.Equal("null", await sandbox.EvaluateAsync<string>("self.origin"));
    }

    [Fact]
    public async Task A_page_of_somebody_else_cannot_have_anything_drawn()
    {
        await OpenAsync("/wiki/pages/100004");
        var answer = await Page.EvaluateAsync<string>("""
            async address => {
              const frame = document.createElement('iframe');
              frame.src = address;
              const loaded = new Promise(done => frame.onload = done);
              document.body.append(frame);
              await loaded;
              const { port1, port2 } = new MessageChannel();
              const answered = new Promise(done => port1.onmessage = () => done('answered'));
              frame.contentWindow.postMessage(new Blob(['globalThis.mermaid = {}']), '*', [port2]);
              return Promise.race([answered, new Promise(done => setTimeout(done, 1000, 'silent'))]);
            }
            """, Stand.App + "/diagrams/sandbox");

        Assert.Equal("silent", answer);
    }
}
