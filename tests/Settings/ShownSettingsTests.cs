using Markdwell.Tests.Hosting;
using Markdwell.Tests.Issues;
using static Markdwell.Tests.Hosting.MarkdwellApp;

namespace Markdwell.Tests.Settings;

/// <summary>What is saved shows at the next view, and on no other site.</summary>
public sealed class ShownSettingsTests : SettingsTest
{
    private const string Text = "Press <kbd>Ctrl</kbd>\n\n|a|b|\n|-|-|\n|c|d|\n";
    private const string Works = "<kbd>Ctrl</kbd>";
    private const string AsWritten = "&lt;kbd&gt;Ctrl&lt;/kbd&gt;";

    [Fact]
    public async Task In_a_macro_and_its_export()
    {
        var confluence = new AcmeConfluence(App);
        confluence.Permits(People.Alice, "read");
        confluence.HasBody(7, Text);
        var export = $"/macros/export?pageId=1001&pageVersion=7&macroId={AcmeConfluence.MacroId}";
        Task<string> ShowAsync(string target) => confluence.ShowsAsync(target, People.Alice);
        Assert.Contains(Works, await ShowAsync(AcmeConfluence.Macro(7)), StringComparison.Ordinal);
        Assert.DoesNotContain(AsWritten, await ShowAsync(export), StringComparison.Ordinal);

        await SaveAsync(App.Acme, "html", "false");

        Assert.Contains(AsWritten, await ShowAsync(AcmeConfluence.Macro(7)), StringComparison.Ordinal);
        Assert.Contains(AsWritten, await ShowAsync(export), StringComparison.Ordinal);

        await SetAsync(App.Acme, "reset", """{"version":1}""");

        Assert.Contains(Works, await ShowAsync(AcmeConfluence.Macro(7)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_a_preview_of_that_site_alone()
    {
        await SaveAsync(App.Acme, "html", "false");

        Assert.Contains(AsWritten, await PreviewAsync(App.Acme), StringComparison.Ordinal);
        Assert.Contains(Works, await PreviewAsync(App.Globex), StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_the_editor_as_its_limit()
    {
        await SaveAsync(App.Acme, "sourceKilobytes", "2");

        Assert.Contains("\"2048\"", await PageAsync(App.Acme, "/macros/editor"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_limit_is_said_where_it_is_met()
    {
        await SaveAsync(App.Acme, "tableCells", "100");

        var preview = await PreviewAsync(App.Acme, "|a|b|\n|-|-|\n" + string.Concat(Enumerable.Repeat("|c|d|\n", 60)));

        Assert.Contains("tables of more than 100 cells", preview, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_a_note()
    {
        var jira = new JiraSite(App.Internet, App.AcmeJira.BaseUrl);
        jira.Permits(People.Alice, "10001", "BROWSE_PROJECTS", "EDIT_ISSUES");
        jira.Administers(People.Alice);
        jira["10001", "markdwell.note"] = """{"version":1,"revision":3,"text":"Press <kbd>Ctrl</kbd>"}""";
        Assert.Contains(Works, await PageAsync(App.AcmeJira, "/issues/note?issueId=10001"), StringComparison.Ordinal);

        await SaveAsync(App.AcmeJira, "html", "false");

        Assert.Contains(AsWritten, await PageAsync(App.AcmeJira, "/issues/note?issueId=10001"), StringComparison.Ordinal);
    }

    private async Task<string> PreviewAsync(Site site, string text = Text)
    {
        using var response = await CallAsync(site, HttpMethod.Post, "/macros/preview", text);
        return await response.Content.ReadAsStringAsync(Cancel);
    }
}
