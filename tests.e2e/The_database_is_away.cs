using System.Net;
using System.Runtime.Versioning;
using System.Text.Json;
using Markdwell.Tests.E2E.Hosting;

namespace Markdwell.Tests.E2E;

/// <summary>No browser: another process holds SQLite's file, as one that hangs would. SQL Server's absence is in the fast tests.</summary>
public sealed class The_database_is_away
{
    private const string Sentence = "Markdwell's database does not answer. Reload the page in a moment.";

    // What was under way when the file was taken is under a lease of a minute.
    private static readonly TimeSpan TurnOfBrokenWork = TimeSpan.FromSeconds(75);

    [Fact, UnsupportedOSPlatform("macos")]
    public async Task Readers_see_what_is_in_memory_or_one_sentence_and_what_Jira_tells_comes_again()
    {
        await using var cluster = await Cluster.StartAsync("SQLite", processes: 1);
        using var reader = new Reader(cluster);
        Assert.Contains("Roadmap", (await reader.ReadAsync("100004")).Text, StringComparison.Ordinal);
        var known = await cluster.Sandbox.MacroUrlAsync("acme", "100004", "alice");
        var unknown = await cluster.Sandbox.MacroUrlAsync("acme", "100001", "bob");
        var issue = (await cluster.Sandbox.PostAsync<JsonElement>("acme/issues", new { summary = "A checklist" })).GetProperty("key").GetString();

        await Eventually.EqualAsync(0L, () => CountAsync(cluster, "Jobs WHERE Kind = 'Issue'"));

        await using (await SqliteLock.TakeAsync(cluster.Data))
        {
            Assert.Equal(HttpStatusCode.OK, (await reader.GetAsync(known)).Status);
            var waiting = reader.GetAsync(unknown);
            await cluster.Sandbox.PutAsync($"acme/issues/{issue}/properties/markdwell.note", new { version = 1, revision = 1, text = "- [ ] Told" });

            Assert.Equal(HttpStatusCode.ServiceUnavailable, await reader.ReadyAsync());
            Assert.Equal(new(HttpStatusCode.ServiceUnavailable, Sentence, HasRetryAfter: true), await waiting);
        }

        await Eventually.EqualAsync(HttpStatusCode.OK, reader.ReadyAsync);
        Assert.Equal(HttpStatusCode.OK, (await reader.GetAsync(unknown)).Status);
        await Eventually.EqualAsync(1L, () => CountAsync(cluster, "Notes WHERE Text = '- [ ] Told'"), TurnOfBrokenWork);
    }

    private static async Task<long> CountAsync(Cluster cluster, string rows) => Convert.ToInt64((await cluster.QueryAsync($"SELECT COUNT(*) FROM {rows}"))[0][0]);
}
