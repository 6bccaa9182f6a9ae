using Markdwell.Models;
using Markdwell.Services.Settings;
using Markdwell.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Markdwell.Tests.Hosting.MarkdwellApp;

namespace Markdwell.Tests.Settings;

public sealed class SettingsPageTests : SettingsTest
{
    public static TheoryData<string> Numbers() => [.. SettingTable.All.OfType<Number>().Select(setting => setting.Name)];

    public static TheoryData<string> Switches() => [.. SettingTable.All.OfType<Switch>().Select(setting => setting.Name)];

    private SettingsStore Settings => App.Services.GetRequiredService<SettingsStore>();

    [Theory, MemberData(nameof(Numbers))]
    public async Task A_number_is_taken_within_its_range_and_refused_with_the_range_beyond_it(string name)
    {
        var setting = SettingTable.All.OfType<Number>().Single(setting => setting.Name == name);
        var version = 0;
        foreach (var good in (int[])[setting.Min, setting.Max])
        {
            var (status, answer) = await SaveAsync(SiteOf(setting), name, $"{good}", version);
            Assert.Equal((200, good), (status, (int)answer["values"]![name]!));
            version = (int)answer["version"]!;
        }

        foreach (var bad in (string[])[$"{setting.Min - 1}", $"{setting.Max + 1}", "-1", "1.5", "1e99", "99999999999999999999", "\"12\"", "\"\"", "true", "null", "[]", "{}"])
        {
            var (status, answer) = await SaveAsync(SiteOf(setting), name, bad, version);
            Assert.Equal((400, $"Enter a whole number from {setting.Min:N0} to {setting.Max:N0}."), (status, (string?)answer["faults"]![name]));
        }

        Assert.Equal(setting.Max, setting.Get((await Settings.ReadAsync(await TenantAsync(SiteOf(setting)), Cancel)).Settings));
    }

    [Theory, MemberData(nameof(Switches))]
    public async Task A_switch_is_on_or_off_and_nothing_else(string name)
    {
        var setting = SettingTable.All.OfType<Switch>().Single(setting => setting.Name == name);
        Assert.Equal(200, (await SaveAsync(SiteOf(setting), name, "false")).Status);
        foreach (var bad in (string[])["0", "\"on\"", "null", "[]"])
        {
            Assert.Equal(400, (await SaveAsync(SiteOf(setting), name, bad, 1)).Status);
        }

        Assert.False(setting.Get((await Settings.ReadAsync(await TenantAsync(SiteOf(setting)), Cancel)).Settings));
    }

    [Fact]
    public async Task What_is_no_setting_of_the_product_is_refused_and_nothing_beside_it_is_saved()
    {
        Assert.Equal("Confluence has no such setting.", (string?)(await SaveAsync(App.Acme, "colour", "1")).Answer["faults"]!["colour"]);
        Assert.Equal(400, (await SaveAsync(App.Acme, "openItems", "false")).Status);
        Assert.Equal(400, (await SaveAsync(App.AcmeJira, "brokenSources", "false")).Status);
        Assert.Equal(400, (await SetAsync(App.Acme, "save", """{"version":0,"values":{"tableCells":200,"formulas":-1}}""")).Status);

        Assert.Equal(SiteSettings.Default, (await Settings.ReadAsync(await TenantAsync(App.Acme), Cancel)).Settings);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"version\":\"one\"}")]
    [InlineData("")]
    public async Task A_body_that_is_no_form_changes_nothing(string body)
    {
        foreach (var action in (string[])["save", "reset", "erase"])
        {
            Assert.Equal(400, (await SetAsync(App.Acme, action, body)).Status);
        }
    }

    [Fact]
    public async Task Of_two_administrators_the_second_one_is_told_what_holds_now_and_saves_again()
    {
        Assert.Equal(200, (await SaveAsync(App.Acme, "tableCells", "10000")).Status);

        var (status, answer) = await SaveAsync(App.Acme, "html", "false");
        Assert.Equal((409, 1, 10_000), (status, (int)answer["version"]!, (int)answer["values"]!["tableCells"]!));
        Assert.Contains("Somebody else saved", (string)answer["sentence"]!, StringComparison.Ordinal);
        Assert.Equal(409, (await SetAsync(App.Acme, "reset", """{"version":0}""")).Status);

        Assert.Equal(200, (await SaveAsync(App.Acme, "html", "false", version: 1)).Status);
        var now = (await Settings.ReadAsync(await TenantAsync(App.Acme), Cancel)).Settings;
        Assert.Equal((10_000, false), (now.Limits.TableCells, now.Rendering.Html));
    }

    [Fact]
    public async Task Of_many_who_save_the_first_settings_at_once_one_is_let_in()
    {
        var answers = await Task.WhenAll(Enumerable.Range(1, 8).Select(i => SaveAsync(App.Acme, "tableCells", $"{1000 + i}")));

        Assert.Equal(1, answers.Count(answer => answer.Status == 200));
        Assert.All(answers, answer => Assert.True(answer.Status is 200 or 409));
        await App.UntilAsync(async db => await db.AuditEntries.CountAsync(Cancel) == 1);
    }

    [Fact]
    public async Task A_reset_brings_the_defaults_back_and_ends_the_form_of_the_other_one()
    {
        await SaveAsync(App.Acme, "tableCells", "10000");

        var (status, answer) = await SetAsync(App.Acme, "reset", """{"version":1}""");
        Assert.Equal((200, 2, 50_000), (status, (int)answer["version"]!, (int)answer["values"]!["tableCells"]!));
        Assert.Equal(409, (await SaveAsync(App.Acme, "tableCells", "20000", version: 1)).Status);
    }

    [Fact]
    public async Task Who_changed_what_is_written_down()
    {
        await SetAsync(App.Acme, "save", """{"version":0,"values":{"tableCells":10000,"html":false,"formulas":1000}}""");
        await SetAsync(App.Acme, "save", """{"version":1,"values":{"tableCells":10000}}""");
        await SetAsync(App.Acme, "reset", """{"version":1}""");
        var connection = await AddAsync(App.Acme);
        await SendAsync(App.Acme, "delete", new { id = connection.Id, version = connection.Version });

        var entries = await App.Services.GetRequiredService<AuditLog>().ReadAsync(await TenantAsync(App.Acme), 10, Cancel);
        Assert.Equal(
            [
                (AuditAction.ConnectionDeleted, "Docs (github.com)"),
                (AuditAction.ConnectionAdded, "Docs (github.com), all repositories; new token"),
                (AuditAction.SettingsReset, "HTML: off → on; Table cells: 10,000 → 50,000"),
                (AuditAction.SettingsChanged, "HTML: on → off; Table cells: 50,000 → 10,000"),
            ],
            entries.Select(entry => (entry.Action, entry.Detail)));
        Assert.All(entries, entry => Assert.Equal(People.Alice, entry.AccountId));
        Assert.Empty(await App.Services.GetRequiredService<AuditLog>().ReadAsync(await TenantAsync(App.Globex), 10, Cancel));
    }

    [Fact]
    public async Task What_Globex_saves_is_not_Acmes()
    {
        await SaveAsync(App.Acme, "tableCells", "10000");
        Assert.Equal(200, (await SaveAsync(App.Globex, "tableCells", "20000")).Status);

        Assert.Contains("value=\"10000\"", await PageAsync(App.Acme, "/settings"), StringComparison.Ordinal);
        Assert.Contains("value=\"20000\"", await PageAsync(App.Globex, "/settings"), StringComparison.Ordinal);
        Assert.Contains("value=\"50000\"", await PageAsync(App.AcmeJira, "/settings"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not json")]
    [InlineData("""{"\ud800 and so on and so on":1}""")]
    [InlineData("[1]")]
    [InlineData("{\"tableCells\":7,\"html\":\"no\",\"colour\":1,\"codeLines\":null,\"formulas\":12}")]
    public async Task What_is_kept_broken_or_out_of_range_counts_as_the_default(string values)
    {
        var tenant = await TenantAsync(App.Acme);
        await App.UntilAsync(async db =>
        {
            db.Add(new SavedSettings { TenantId = tenant.Id, Values = values, Version = 4 });
            return await db.SaveChangesAsync(Cancel) > 0;
        });

        var now = await Settings.ReadAsync(tenant, Cancel);

        var formulas = values.Contains("12", StringComparison.Ordinal) ? 12 : 1_000;
        Assert.Equal(SiteSettings.Default with { Limits = new() { Formulas = formulas } }, now.Settings);
        Assert.Contains("value=\"50000\"", await PageAsync(App.Acme, "/settings"), StringComparison.Ordinal);
        Assert.Equal(200, (await SaveAsync(App.Acme, "tableCells", "200", version: 4)).Status);
    }

    [Fact]
    public async Task What_another_instance_has_saved_counts_some_seconds_later()
    {
        var tenant = await TenantAsync(App.Acme);
        Assert.True((await Settings.ForAsync(tenant.Id, Cancel)).Rendering.Html);
        await App.UntilAsync(async db =>
        {
            db.Add(new SavedSettings { TenantId = tenant.Id, Values = """{"html":false}""", Version = 1 });
            return await db.SaveChangesAsync(Cancel) > 0;
        });

        App.Clock.Advance(TimeSpan.FromSeconds(6));

        Assert.False((await Settings.ForAsync(tenant.Id, Cancel)).Rendering.Html);
    }

    [Fact]
    public async Task Nothing_is_erased_by_a_slip()
    {
        var (status, answer) = await SetAsync(App.Acme, "erase", """{"confirmation":"acme"}""");

        Assert.Equal((400, "Type acme.atlassian.net to confirm that you mean it."), (status, (string?)answer["faults"]!["confirmation"]));
    }

    [Fact]
    public async Task Whoever_types_the_sites_name_erases_its_data_and_no_other_sites()
    {
        await AddAsync(App.Acme);
        await AddAsync(App.Globex);
        await SaveAsync(App.Acme, "tableCells", "10000");
        Assert.Single(await ConnectionsAsync(App.Acme));

        var (status, answer) = await SetAsync(App.Acme, "erase", """{"confirmation":" Acme.atlassian.net "}""");

        Assert.Equal((200, 0, 50_000), (status, (int)answer["version"]!, (int)answer["values"]!["tableCells"]!));
        var entry = Assert.Single(await App.Services.GetRequiredService<AuditLog>().ReadAsync(await TenantAsync(App.Acme), 10, Cancel));
        Assert.Equal((AuditAction.DataErased, People.Alice), (entry.Action, entry.AccountId));
        await App.UntilAsync(async db => await db.Connections.CountAsync(Cancel) == 1);

        // At once, not when what is in memory is too old.
        Assert.Empty(await ConnectionsAsync(App.Acme));
        Assert.Single(await ConnectionsAsync(App.Globex));
    }

    [Fact]
    public async Task Whoever_erases_again_and_again_does_not_have_all_sites_wait_for_him()
    {
        await SaveAsync(App.Acme, "tableCells", "10000");
        var clicks = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => SetAsync(App.Acme, "erase", """{"confirmation":"acme.atlassian.net"}""")));
        Assert.Contains(clicks, click => click.Status == 200);
        await SaveAsync(App.Acme, "tableCells", "20000");

        var (status, answer) = await SetAsync(App.Acme, "erase", """{"confirmation":"acme.atlassian.net"}""");

        Assert.Equal((429, "Everything was erased within the last 10 minutes. Nothing was erased now; try again later."), (status, (string?)answer["sentence"]));
        Assert.Equal(20_000, (await Settings.ReadAsync(await TenantAsync(App.Acme), Cancel)).Settings.Limits.TableCells);
        Assert.Equal(200, (await SetAsync(App.Globex, "erase", """{"confirmation":"globex.atlassian.net"}""")).Status);
        App.Clock.Advance(TimeSpan.FromMinutes(11));
        Assert.Equal(200, (await SetAsync(App.Acme, "erase", """{"confirmation":"acme.atlassian.net"}""")).Status);
    }

    [Fact]
    public async Task A_note_that_Jira_does_not_hold_stops_the_erasure()
    {
        await SaveAsync(App.AcmeJira, "tableCells", "10000");
        var tenant = await TenantAsync(App.AcmeJira);
        await App.UntilAsync(async db =>
        {
            db.Add(new Note { TenantId = tenant.Id, IssueId = "10007", Text = "a", LineIds = "1 2", Revision = 2, DueAt = App.Now.UtcDateTime.AddHours(1) });
            return await db.SaveChangesAsync(Cancel) > 0;
        });

        var (status, answer) = await SetAsync(App.AcmeJira, "erase", """{"confirmation":"acme.atlassian.net"}""");

        Assert.Equal(409, status);
        Assert.StartsWith("Nothing was erased. One note has changes that Jira does not hold yet", (string?)answer["sentence"], StringComparison.Ordinal);
        Assert.Equal(10_000, (await Settings.ReadAsync(tenant, Cancel)).Settings.Limits.TableCells);
    }

    private Site SiteOf(Setting setting) => setting.IsFor(Product.Confluence) ? App.Acme : App.AcmeJira;
}
