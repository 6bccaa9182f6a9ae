using System.Text.Json;

namespace Markdwell.Tests.E2E.Hosting;

/// <summary>A story in the panel of an issue of Acme's.</summary>
public abstract class PanelStory(Stand stand) : Story(stand)
{
    // A browser under test has no clipboard of its own.
    private const string PasteText = """
        (field, text) => {
          const data = new DataTransfer();
          data.setData('text/plain', text);
          field.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
        }
        """;

    protected AppFrame Note => NoteOn(Page);

    protected static AppFrame NoteOn(IPage page) => new(page.Locator(".issue-context iframe"));

    protected static string Property(string issue) => $"acme/issues/{issue}/properties/markdwell.note";

    protected Task OpenPanelAsync(string issue, string @as = "alice") => OpenPanelAsync(Page, issue, @as);

    protected async Task OpenPanelAsync(IPage page, string issue, string @as)
    {
        await page.GotoAsync($"{Sandbox.Acme}/browse/{issue}?as={@as}");
        await page.ClickAsync(".issue-context > summary");
        await Expect(NoteOn(page).Locator(".note-head")).ToBeAttachedAsync();
    }

    /// <summary>An issue of Acme's has this note, and nobody has opened it yet.</summary>
    protected async Task<string> NewIssueAsync(string text)
    {
        var issue = await Sandbox.PostAsync<JsonElement>("acme/issues", new { summary = "A checklist" });
        var key = issue.GetProperty("key").GetString()!;
        await Sandbox.PutAsync(Property(key), new { version = 1, revision = 1, text });
        return key;
    }

    protected async Task<string> TextInJiraAsync(string issue) => (await Sandbox.GetAsync(Property(issue))).GetProperty("text").GetString()!;

    protected static ILocator Words(AppFrame note) => note.Locator(".item-words");

    protected static ILocator Box(AppFrame note, string words) =>
        note.Locator($".item:has(.item-words:text-is(\"{words}\")) > .task-list-item-checkbox");

    protected static Task SavedAsync(AppFrame note) => Expect(note.Locator(".note-saved")).ToHaveTextAsync("Saved");

    protected static Task PasteAsync(ILocator field, string text) => field.EvaluateAsync(PasteText, text);

    /// <summary>Somebody comes back to a frame from elsewhere.</summary>
    protected static async Task ComeBackAsync(AppFrame note) => await (await note.DocumentAsync()).EvaluateAsync("dispatchEvent(new Event('focus'))");
}
