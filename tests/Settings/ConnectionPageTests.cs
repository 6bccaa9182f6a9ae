using System.Globalization;
using Markdwell.Models;
using Markdwell.Services.Sources.Connections;
using Markdwell.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using static Markdwell.Tests.Hosting.MarkdwellApp;

namespace Markdwell.Tests.Settings;

public sealed class ConnectionPageTests : SettingsTest
{
    [Fact]
    public async Task A_connection_is_added_shown_changed_and_deleted()
    {
        var added = await AddAsync(App.Acme, "https://GitHub.com/acme/docs", repositories: "https://github.com/acme/docs.git\nacme/*");
        Assert.Equal(("github.com", "acme/docs\nacme/*", 1), (added.Host, added.Repositories, added.Version));
        Assert.Contains("Token kept.", await PageAsync(App.Acme), StringComparison.Ordinal);

        var (status, _) = await SendAsync(App.Acme, "save", new { id = added.Id, version = 1, name = "Handbook", host = "github.com", kind = "GitHub", tokenExpiresOn = "2099-01-31" });
        Assert.Equal(200, status);
        var changed = Assert.Single(await ConnectionsAsync(App.Acme));
        Assert.Equal(("Handbook", "", 2, added.ProtectedToken), (changed.Name, changed.Repositories, changed.Version, changed.ProtectedToken));
        Assert.Equal(new DateTime(2099, 1, 31, 0, 0, 0, DateTimeKind.Utc), changed.TokenExpiresAt);

        await SendAsync(App.Acme, "save", new { id = added.Id, version = 2, name = "Handbook", host = "github.com", kind = "GitHub", removeToken = true, tokenExpiresOn = "2099-01-31" });
        changed = Assert.Single(await ConnectionsAsync(App.Acme));
        Assert.Null(changed.ProtectedToken);
        Assert.Null(changed.TokenExpiresAt);

        Assert.Equal(200, (await SendAsync(App.Acme, "delete", new { id = added.Id, version = 3 })).Status);
        Assert.Empty(await ConnectionsAsync(App.Acme));
        Assert.Equal(404, (await SendAsync(App.Acme, "delete", new { id = added.Id, version = 3 })).Status);
    }

    [Theory]
    [InlineData("name", "")]
    [InlineData("name", "a\u0001b")]
    [InlineData("host", "")]
    [InlineData("host", "git hub.com")]
    [InlineData("host", "https://bob:secret@github.com/")]
    [InlineData("host", "ftp://github.com")]
    [InlineData("host", "*.github.com")]
    [InlineData("host", "github.com\r\nX: y")]
    [InlineData("kind", "Subversion")]
    [InlineData("kind", "3")]
    [InlineData("repositories", "docs")]
    [InlineData("repositories", "acme/docs/more")]
    [InlineData("repositories", "../docs")]
    [InlineData("repositories", "*/docs")]
    [InlineData("repositories", "https://gitlab.com/acme/docs")]
    [InlineData("token", "abc\r\nX-Admin: yes")]
    [InlineData("token", "a b")]
    [InlineData("token", "tökén")]
    [InlineData("tokenExpiresOn", "soon")]
    public async Task What_is_wrong_is_said_beside_its_field_and_nothing_is_stored(string field, string value)
    {
        var form = new Dictionary<string, string>(StringComparer.Ordinal) { ["name"] = "Docs", ["host"] = "github.com", ["kind"] = "GitHub" };
        form[field] = value;

        var (status, answer) = await SendAsync(App.Acme, "save", form);

        Assert.Equal(400, status);
        Assert.Equal([field], answer["faults"]!.AsObject().Select(fault => fault.Key));
        Assert.Empty(await ConnectionsAsync(App.Acme));
    }

    [Fact]
    public async Task A_token_may_be_long_but_not_endless()
    {
        Assert.Equal(200, (await SendAsync(App.Acme, "save", new { name = "Docs", host = "github.com", kind = "GitHub", token = new string('x', 1000) })).Status);
        Assert.Equal(400, (await SendAsync(App.Acme, "save", new { name = "Docs", host = "github.com", kind = "GitHub", token = new string('x', 1001) })).Status);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"id\":\"one\"}")]
    [InlineData("")]
    public async Task A_body_that_is_no_form_changes_nothing(string body)
    {
        foreach (var action in (string[])["save", "test", "delete"])
        {
            using var response = await AskAsync(App.Acme, HttpMethod.Post, action, body);
            Assert.Equal(400, (int)response.StatusCode);
        }
    }

    [Fact]
    public async Task Of_two_administrators_the_second_one_is_told()
    {
        var connection = await AddAsync(App.Acme);
        object Form(string name) => new { id = connection.Id, version = connection.Version, name, host = "github.com", kind = "GitHub" };

        Assert.Equal(200, (await SendAsync(App.Acme, "save", Form("First"))).Status);
        var (status, answer) = await SendAsync(App.Acme, "save", Form("Second"));
        Assert.Equal(409, status);
        Assert.Contains("Somebody else changed this connection", (string)answer["sentence"]!, StringComparison.Ordinal);
        Assert.Equal(409, (await SendAsync(App.Acme, "delete", new { id = connection.Id, version = connection.Version })).Status);
        Assert.Equal("First", Assert.Single(await ConnectionsAsync(App.Acme)).Name);
    }

    [Fact]
    public async Task A_site_has_a_hundred_connections_and_no_more()
    {
        var tenant = await TenantAsync(App.Acme);
        var values = new ConnectionValues("Docs", HostKind.Web, "example.com", "", null, false, null);
        for (var i = 0; i < ConnectionStore.MaxConnections; i++)
        {
            Assert.Equal(ChangeOutcome.Done, await Store.AddAsync(tenant, values, Cancel));
        }

        var (status, answer) = await SendAsync(App.Acme, "save", new { name = "One more", host = "github.com", kind = "GitHub" });

        Assert.Equal(400, status);
        Assert.Contains("100 connections", (string)answer["sentence"]!, StringComparison.Ordinal);
        Assert.Equal(ChangeOutcome.Done, await Store.AddAsync(await TenantAsync(App.Globex), values, Cancel));
    }

    [Fact]
    public async Task Globex_cannot_see_change_test_or_delete_what_is_Acmes()
    {
        var connection = await AddAsync(App.Acme, name: "Acmes handbook");
        await UseAsync(App.Acme, connection.Id);
        await UseAsync(App.Acme, null, "1002", "NotAllowed", "wanted.example.com");

        var page = await PageAsync(App.Globex);
        Assert.DoesNotContain("handbook", page, StringComparison.Ordinal);
        Assert.DoesNotContain("wanted.example.com", page, StringComparison.Ordinal);
        var form = new { id = connection.Id, version = connection.Version, name = "Mine", host = "github.com", kind = "GitHub" };
        Assert.Equal(404, (await SendAsync(App.Globex, "save", form)).Status);
        Assert.Equal(404, (await SendAsync(App.Globex, "test", form)).Status);
        Assert.Equal(404, (await SendAsync(App.Globex, "test", new { id = connection.Id })).Status);
        Assert.Equal(404, (await SendAsync(App.Globex, "delete", form)).Status);

        Assert.Equal("Acmes handbook", Assert.Single(await ConnectionsAsync(App.Acme)).Name);
        Assert.DoesNotContain(App.Internet.Calls, call => call.Uri.Host == "api.github.com");
    }

    [Fact]
    public async Task The_page_says_where_a_connection_is_used_what_went_wrong_and_what_is_asked_for_in_vain()
    {
        var connection = await AddAsync(App.Acme);
        await UseAsync(App.Acme, connection.Id, "1001");
        await UseAsync(App.Acme, connection.Id, "1002", "Unauthorized");
        await UseAsync(App.Acme, null, "1003", "NotAllowed", "wanted.example.com");

        var page = await PageAsync(App.Acme);

        Assert.Contains("Used by 2 pages", page, StringComparison.Ordinal);
        Assert.Contains("https://acme.atlassian.net/wiki/pages/viewpage.action?pageId=1001", page, StringComparison.Ordinal);
        Assert.Contains("Last trouble: docs/setup.md: the host does not take the token", page, StringComparison.Ordinal);
        Assert.Contains("wanted.example.com", page, StringComparison.Ordinal);
        Assert.Contains("pageId=1003", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_new_connection_allows_is_no_longer_asked_for_in_vain()
    {
        await UseAsync(App.Acme, null, "1003", "NotAllowed", "github.com");
        Assert.Contains("Asked for, but not allowed", await PageAsync(App.Acme), StringComparison.Ordinal);

        await AddAsync(App.Acme);

        Assert.DoesNotContain("Asked for, but not allowed", await PageAsync(App.Acme), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_deleted_connection_brought_is_gone_and_its_pages_ask_in_vain()
    {
        var connection = await AddAsync(App.Acme);
        var tenant = await TenantAsync(App.Acme);
        await UseAsync(App.Acme, connection.Id);
        await App.UntilAsync(async db =>
        {
            db.Add(new CachedFile { TenantId = tenant.Id, Key = "k", Address = "a", ConnectionId = connection.Id, Content = [1] });
            return await db.SaveChangesAsync(Cancel) > 0;
        });

        await SendAsync(App.Acme, "delete", new { id = connection.Id, version = connection.Version });

        await App.UntilAsync(async db => !await db.CachedFiles.AnyAsync(Cancel) && await db.SourceUses.AllAsync(u => u.ConnectionId == null, Cancel));
        Assert.Contains("Asked for, but not allowed", await PageAsync(App.Acme), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(15, "Token kept, expires on")]
    [InlineData(14, "Enter a new one before that.")]
    [InlineData(0, "The token expired on")]
    public async Task A_token_that_ends_soon_is_spoken_of_two_weeks_before(int daysLeft, string sentence)
    {
        var expires = App.Now.UtcDateTime.Date.AddDays(daysLeft + (daysLeft == 15 ? 1 : 0)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        await SendAsync(App.Acme, "save", new { name = "Docs", host = "github.com", kind = "GitHub", token = Secret, tokenExpiresOn = expires });

        Assert.Contains(sentence, await PageAsync(App.Acme), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_and_paths_are_text_to_the_page()
    {
        var connection = await AddAsync(App.Acme, name: "<script>alert(1)</script>\"'");
        await UseAsync(App.Acme, connection.Id, "1&\"><b>", "Ok", "<i>");

        var page = await PageAsync(App.Acme);

        Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", page, StringComparison.Ordinal);
    }
}
