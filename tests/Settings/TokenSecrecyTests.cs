using System.Text;
using Markdwell.Models;
using Markdwell.Services.Sources.Connections;
using Markdwell.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Markdwell.Tests.Hosting.MarkdwellApp;

namespace Markdwell.Tests.Settings;

/// <summary>A token goes to its own host, and nowhere else.</summary>
public sealed class TokenSecrecyTests : SettingsTest
{
    private IDbContextFactory<AppDbContext> Database => App.Services.GetRequiredService<IDbContextFactory<AppDbContext>>();

    [Fact]
    public async Task A_token_is_in_no_answer_no_log_and_no_byte_of_the_database()
    {
        App.Internet.OnJson("GET", "https://api.github.com/meta", "{}", System.Net.HttpStatusCode.Unauthorized);
        var form = new { name = "Docs", host = "github.com", kind = "GitHub", token = Secret };
        var answers = new StringBuilder();
        answers.Append((await SendAsync(App.Acme, "test", form)).Answer.ToJsonString());
        answers.Append((await SendAsync(App.Acme, "save", form)).Answer.ToJsonString());
        answers.Append((await SendAsync(App.Acme, "save", form with { host = "" })).Answer.ToJsonString());
        var connection = (await ConnectionsAsync(App.Acme))[0];
        answers.Append((await SendAsync(App.Acme, "test", new { id = connection.Id })).Answer.ToJsonString());
        answers.Append(await PageAsync(App.Acme));
        using var list = await AskAsync(App.Acme, HttpMethod.Get, "list", null);
        answers.Append(await list.Content.ReadAsStringAsync(Cancel));

        Assert.Contains(App.Internet.Calls, call => call.Authorization == "Bearer " + Secret);
        Assert.DoesNotContain(Secret, answers.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(connection.ProtectedToken!, answers.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, string.Join('\n', App.Log.Lines), StringComparison.Ordinal);
        Assert.All(await DatabaseFiles.ReadAsync(Database), file => Assert.DoesNotContain(Secret, file, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_connection_led_to_another_host_does_not_take_its_token_along()
    {
        var connection = await AddAsync(App.Acme);
        var led = new { id = connection.Id, version = connection.Version, name = "Docs", host = "evil.example.com", kind = "GitHub" };

        foreach (var action in (string[])["save", "test"])
        {
            var (status, answer) = await SendAsync(App.Acme, action, led);
            Assert.Equal(400, status);
            Assert.Contains("Enter one for the new host", (string)answer["faults"]!["token"]!, StringComparison.Ordinal);
        }

        Assert.Equal("github.com", Assert.Single(await ConnectionsAsync(App.Acme)).Host);
        Assert.DoesNotContain(App.Internet.Calls, call => call.Uri.Host == "evil.example.com");

        Assert.Equal(200, (await SendAsync(App.Acme, "save", new { id = connection.Id, version = connection.Version, name = "Docs", host = "git.example.com", kind = "Gitea", token = "new" })).Status);
        Assert.Equal("token new", Store.Authorization(Assert.Single(await ConnectionsAsync(App.Acme)))!.Value.Value);
    }

    [Theory]
    [InlineData("tenant")]
    [InlineData("host")]
    [InlineData("garbage")]
    public async Task A_token_in_another_row_is_sent_nowhere_and_breaks_nothing(string change)
    {
        await AddAsync(App.Acme);
        var globex = await TenantAsync(App.Globex);
        await using (var db = await Database.CreateDbContextAsync(Cancel))
        {
            var stored = await db.Connections.SingleAsync(Cancel);
            stored.TenantId = change == "tenant" ? globex.Id : stored.TenantId;
            stored.Host = change == "host" ? "evil.example.com" : stored.Host;
            stored.ProtectedToken = change == "garbage" ? "garbage" : stored.ProtectedToken;
            await db.SaveChangesAsync(Cancel);
        }

        App.Clock.Advance(TimeSpan.FromSeconds(31));
        var site = change == "tenant" ? App.Globex : App.Acme;
        var connection = Assert.Single(await ConnectionsAsync(site));

        Assert.Null(Store.Authorization(connection));
        Assert.Contains("cannot be decrypted any more", await PageAsync(site), StringComparison.Ordinal);
        Assert.Contains("cannot be decrypted any more", (string)(await SendAsync(site, "test", new { id = connection.Id })).Answer["sentence"]!, StringComparison.Ordinal);
        Assert.DoesNotContain(App.Internet.Calls, call => call.Authorization?.Contains(Secret, StringComparison.Ordinal) == true);
    }

    [Theory]
    [InlineData(HostKind.GitHub, "abc", "Bearer abc")]
    [InlineData(HostKind.GitLab, "abc", "Bearer abc")]
    [InlineData(HostKind.Gitea, "abc", "token abc")]
    [InlineData(HostKind.Bitbucket, "abc", "Bearer abc")]
    [InlineData(HostKind.Bitbucket, "bob@example.com:abc", "Basic Ym9iQGV4YW1wbGUuY29tOmFiYw==")]
    [InlineData(HostKind.AzureDevOps, "abc", "Basic OmFiYw==")]
    [InlineData(HostKind.Web, "abc", "Bearer abc")]
    public async Task Each_kind_of_host_is_shown_its_token_in_its_own_form(HostKind kind, string token, string header)
    {
        var connection = await AddAsync(App.Acme, "git.example.com", kind, token);

        Assert.Equal(new("Authorization", header), Store.Authorization(connection));
    }
}
