using Markdwell.Tests.E2E.Hosting;

namespace Markdwell.Tests.E2E;

/// <summary>The other stories mean something only if these hold.</summary>
public sealed class The_browser_is_as_strict_as_peoples(Stand stand) : Story(stand)
{
    [Fact]
    public async Task It_keeps_no_cookie_of_a_third_party()
    {
        await Page.Context.RouteAsync("https://third.example/*", route => route.FulfillAsync(new()
        {
            ContentType = "text/html",
            Body = """
                <script>
                  document.cookie = 'everywhere=1; SameSite=None; Secure';
                  document.cookie = 'here=1; SameSite=None; Secure; Partitioned';
                </script>
                """,
        }));
        await Page.GotoAsync("https://third.example/first");
        Assert.Equal(["everywhere", "here"], await NamesAsync());
        await Page.Context.ClearCookiesAsync();

        // Only one that is bound to the page around the frame is kept.
        await Page.GotoAsync(Sandbox.Acme + "/wiki");
        await Page.EvaluateAsync("""
            () => new Promise(done => document.body.append(Object.assign(document.createElement('iframe'), { src: 'https://third.example/framed', onload: done })))
            """);
        Assert.Equal(["here"], await NamesAsync());

        async Task<IEnumerable<string>> NamesAsync() => (await Page.Context.CookiesAsync(["https://third.example"])).Select(cookie => cookie.Name).Order(StringComparer.Ordinal);
    }

    [Fact]
    public async Task Nothing_gets_past_the_watch()
    {
        await OpenAsync("/wiki/pages/100004");
        await Expect(Macro().Article).ToBeVisibleAsync();
        await (await Macro().DocumentAsync()).EvaluateAsync("""
            () => {
              console.error('an error in a frame');
              setTimeout(() => { throw new Error('uncaught in a frame'); });
              fetch('https://somewhere.example/').catch(() => {});
              document.body.append(Object.assign(document.createElement('style'), { textContent: 'body { color: red }' }));
            }
            """);
        await Page.EvaluateAsync("fetch('https://elsewhere.example/').catch(() => {})");

        string[] expected = ["an error in a frame", "uncaught in a frame", "somewhere.example", "elsewhere.example", "style-src"];
        await Eventually.EqualAsync("", () => Task.FromResult(string.Join(", ", expected.Where(part => !Watch.Complaints.Any(line => line.Contains(part, StringComparison.Ordinal))))));
        Watch.Allow("", "this story asks for every complaint");
    }

    [Fact]
    public async Task Axe_looks_into_frames()
    {
        await OpenAsync("/wiki/pages/100004");
        await Expect(Macro().Article).ToBeVisibleAsync();
        await (await Macro().DocumentAsync()).EvaluateAsync("document.querySelector('em').style.color = '#ddd'");

        var complaint = await Assert.ThrowsAsync<Xunit.Sdk.EmptyException>(() => Accessibility.CheckAsync(Page));
        Assert.Contains("color-contrast", complaint.Message, StringComparison.Ordinal);
    }
}
