namespace Markdwell.Tests.E2E.Hosting;

/// <summary>A story in the macro's editor.</summary>
public abstract class WriterStory(Stand stand) : Story(stand)
{
    private const string Lines = "field => [...field.querySelectorAll('.cm-line')].map(line => line.textContent).join('\\n')";

    // Files and what is pasted are handed over by events: a browser under test has no clipboard of its own.
    private const string Transfer = """
        (field, [type, formats, file]) => {
          const data = new DataTransfer();
          Object.entries(formats).forEach(([format, text]) => data.setData(format, text));
          if (file) {
            data.items.add(new File([new Uint8Array(file.bytes)], file.name));
          }
          const event = type === 'paste'
            ? new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })
            : new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true });
          field.dispatchEvent(event);
        }
        """;

    protected ILocator Source => Dialog().Locator("#source");

    protected ILocator Preview => Dialog().Locator("#preview");

    protected ILocator Question => Dialog().Locator("#question");

    protected ILocator Tool(string command) => Dialog().Locator($"[data-command={command}]");

    /// <summary>Opens the editor of the only macro of a page.</summary>
    protected async Task EditAsync(string page, string? theme = null, string @as = "alice")
    {
        await Page.GotoAsync($"{Sandbox.Acme}/wiki/pages/{page}/edit?as={@as}{(theme is null ? "" : "&theme=" + theme)}");
        await Page.Locator(".block", new() { Has = Page.Locator(".frame") }).HoverAsync();
        await Page.ClickAsync(".edit-macro");
        await Expect(Dialog().Locator("main")).ToHaveAttributeAsync("aria-busy", "false");
    }

    /// <summary>Opens the editor on a page that holds one text.</summary>
    protected async Task<string> EditNewAsync(string markdown)
    {
        var page = await Sandbox.NewPageAsync("acme", markdown);
        await EditAsync(page);
        await Expect(Source).ToBeFocusedAsync();
        return page;
    }

    protected Task HoldsAsync(string text) => Eventually.EqualAsync(text, () => Source.EvaluateAsync<string>(Lines));

    protected Task PasteAsync(string plain, string? html = null) =>
        Source.EvaluateAsync(Transfer, new object?[] { "paste", html is null ? new Dictionary<string, string> { ["text/plain"] = plain } : new() { ["text/plain"] = plain, ["text/html"] = html }, null });

    protected Task DropAsync(string name, byte[] content) =>
        Source.EvaluateAsync(Transfer, new object[] { "drop", new Dictionary<string, string>(), new { name, bytes = content.Select(b => (int)b).ToArray() } });

    protected async Task PublishAsync(string page)
    {
        await Expect(Page.Locator(".app-dialog")).ToHaveCountAsync(0);
        await Expect(Page.Locator("#saved")).ToHaveTextAsync("Draft saved");
        await Page.ClickAsync("#publish");
        await IsPublishedAsync(page);
    }
}
