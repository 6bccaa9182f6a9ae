using System.Text.Json;
using Markdwell.Tests.E2E.Hosting;

namespace Markdwell.Tests.E2E;

public sealed class A_project_has_a_report(Stand stand) : Story(stand)
{
    private const string Planning = "20004";

    private AppFrame Report => new(Page.Locator("iframe").First);

    private ILocator Total => Report.Locator(".totals dd").First;

    /// <summary>In one story, because what the app has read of the project outlives it.</summary>
    [Fact]
    public async Task The_first_viewer_has_it_read_and_each_sees_what_is_his()
    {
        await HasChecklistsAsync((1, 2, 2), (2, 3, 1), (3, 2, 0), (4, 1, 0), (5, 2, 1), (6, 2, 0), (7, 2, 1));

        await OpenReportAsync("alice");
        await Expect(Total).ToHaveTextAsync("7", new() { Timeout = 60_000 });
        await Expect(Report.Locator(".rebuild progress")).ToHaveCountAsync(0);
        await Expect(Report.Locator(".issues tbody")).ToContainTextAsync("Print the badges");
        await Report.FitsAsync();
        await Accessibility.CheckAsync(Page);

        // By keyboard: another order, and the focus stays on it.
        var percent = Report.Locator("button[data-sort=Percent]");
        await percent.FocusAsync();
        await percent.PressAsync("Enter");
        await Expect(Report.Locator("th[aria-sort=ascending]")).ToContainTextAsync("Done");
        await Expect(Report.Locator(".issues tbody th").First).ToContainTextAsync("PLAN-3");
        await Expect(percent).ToBeFocusedAsync();

        await Report.Locator("select[name=version]").SelectOptionAsync("Summer");
        await Expect(Total).ToHaveTextAsync("3");
        await Report.Locator("button.pick:text-is(\"Nobody\")").PressAsync("Enter");
        await Expect(Total).ToHaveTextAsync("1");
        await Expect(Report.Locator("#said")).ToHaveTextAsync("1 issue");

        var download = await Page.RunAndWaitForDownloadAsync(() => Report.Locator("[data-action=csv]").PressAsync("Enter"));
        using var reader = new StreamReader(await download.CreateReadStreamAsync());
        Assert.Equal(["PLAN-4,ToDo,1,0,1,0,0,0,Nobody,Summer"], (await reader.ReadToEndAsync(TestContext.Current.CancellationToken)).Split("\r\n")[1..^1].Select(line => line[..line.LastIndexOf(',')]));

        // Dave may not see the board's issue, and Carol neither that nor the editors'.
        await OpenReportAsync("dave");
        await Expect(Total).ToHaveTextAsync("6");
        await Expect(Report.Locator("body")).Not.ToContainTextAsync("PLAN-5");
        await Expect(Report.Locator("[data-action=rebuild]")).ToHaveCountAsync(0);
        await OpenReportAsync("carol");
        await Expect(Total).ToHaveTextAsync("5");

        await Page.SetViewportSizeAsync(390, 800);
        await OpenReportAsync("carol");
        await Expect(Total).ToHaveTextAsync("5");
        await Report.FitsAsync();
    }

    private async Task OpenReportAsync(string person)
    {
        await Page.GotoAsync($"{Sandbox.Acme}/plugins/servlet/ac/markdwell/markdwell-report?project={Planning}&as={person}");
        await Expect(Report.Locator("h1")).ToHaveTextAsync("Checklists");
    }

    /// <summary>As panels write them; of the fourth all items are optional.</summary>
    private async Task HasChecklistsAsync(params (int Issue, int Total, int Done)[] checklists)
    {
        foreach (var (issue, total, done) in checklists)
        {
            var mandatory = issue == 4 ? 0 : total;
            await Sandbox.PutAsync(
                $"acme/issues/PLAN-{issue}/properties/markdwell.checklist",
                JsonSerializer.SerializeToElement(new { version = 1, total, done, open = total - done, percent = done * 100 / total, mandatory, mandatoryOpen = Math.Max(0, mandatory - done) }));
        }
    }
}
