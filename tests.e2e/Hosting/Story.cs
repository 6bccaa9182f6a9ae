namespace Markdwell.Tests.E2E.Hosting;

/// <summary>What every story begins with: a fresh browser profile and the sites as they were at the start.</summary>
public abstract class Story(Stand stand) : IAsyncLifetime
{
    private const string Embed = """
        url => {
          const options = { origin: new URL(url).origin, hostOrigin: location.origin, autoresize: true, width: '100%', height: '100px' };
          const frame = connectHost.create({ addon_key: 'markdwell', key: 'embedded', url, options })[0];
          frame.id = 'embedded';
          document.querySelector('main').append(frame);
        }
        """;

    private readonly DateTime began = DateTime.UtcNow;
    private IBrowserContext context = null!;

    protected IPage Page { get; private set; } = null!;

    protected Watch Watch { get; private set; } = null!;

    protected Stand Stand => stand;

    protected Sandbox Sandbox => stand.Sandbox;

    public virtual async ValueTask InitializeAsync()
    {
        await Sandbox.ResetAsync();
        context = await stand.Browser.NewContextAsync(new() { ViewportSize = new() { Width = 1280, Height = 900 } });
        Watch = await Watch.OverAsync(context, stand);
        Page = await context.NewPageAsync();
    }

    public async ValueTask DisposeAsync()
    {
        var complaints = Watch.Complaints;
        if (complaints.Count > 0 || TestContext.Current.TestState?.Result == TestResult.Failed)
        {
            await ShowFailureAsync();
        }

        await context.DisposeAsync();
        GC.SuppressFinalize(this);
        Assert.True(complaints.Count == 0, string.Join('\n', complaints));
    }

    /// <summary>Opens a page of Acme's.</summary>
    protected Task OpenAsync(string path, string @as = "alice") => Page.GotoAsync($"{Sandbox.Acme}{path}?as={@as}");

    /// <summary>The same browser, with another page: the one before is gone.</summary>
    protected async Task BeginAnewAsync() => Page = await context.NewPageAsync();

    /// <summary>The frame of a macro on the page that is open.</summary>
    protected AppFrame Macro(int index = 0) => new(Page.Locator(".frame[data-macro-id]").Nth(index).Locator("iframe"));

    /// <summary>
    /// Writes a text in the place of the one in the editor. In two steps: Chromium lets what replaces a selection look as that did, by
    /// inline styles, which a script's doing (this) cannot prevent and a person's typing (js/editor/source.js) does.
    /// </summary>
    protected async Task WriteAsync(string text)
    {
        var source = Dialog().Locator("#source");
        await source.PressAsync("Control+a");
        await source.PressAsync("Delete");
        await source.FillAsync(text);
    }

    /// <summary>The frame of a dialog of the app.</summary>
    protected AppFrame Dialog() => new(Page.Locator(".app-dialog iframe"));

    protected ILocator DialogButton(string identifier) => Page.Locator($".app-dialog [data-identifier={identifier}]");

    /// <summary>The reader's view of a page of Acme's is what is open.</summary>
    protected async Task IsPublishedAsync(string page)
    {
        await Expect(Page).ToHaveURLAsync($"{Sandbox.Acme}/wiki/pages/{page}");
        await Expect(Page.Locator("#version")).ToBeVisibleAsync();
    }

    /// <summary>Opens an address in a frame of the page that is open, as somebody would who got hold of it.</summary>
    protected async Task<AppFrame> EmbedAsync(string url)
    {
        await Page.EvaluateAsync(Embed, url);
        return new(Page.Locator("#embedded iframe"));
    }

    private async Task ShowFailureAsync()
    {
        var name = string.Concat(TestContext.Current.Test!.TestDisplayName.Split('.')[^1].Split(Path.GetInvalidFileNameChars()));
        var picture = Path.Combine(Repository.Failures, name[..Math.Min(name.Length, 120)] + ".png");
        await Page.ScreenshotAsync(new() { Path = picture });
        TestContext.Current.TestOutputHelper?.WriteLine($"{picture}\n{stand.OutputSince(began)}");
    }
}
