using System.Net;
using Markdwell.Tests.E2E.Hosting;

namespace Markdwell.Tests.E2E;

/// <summary>No browser: Atlassian's clock and this machine's say different times.</summary>
public sealed class A_clock_is_off
{
    private const string Page = "100004";

    [Fact]
    public async Task Half_a_minute_is_forgiven_and_two_are_refused_with_a_line_that_says_why()
    {
        await using var cluster = await Cluster.StartAsync("SQLite", processes: 1);
        using var reader = new Reader(cluster);
        foreach (var seconds in (int[])[0, 20, -20])
        {
            await IsAheadAsync(cluster, seconds);
            Assert.Contains("Roadmap", (await reader.ReadAsync(Page, seconds < 0 ? "bob" : "alice")).Text, StringComparison.Ordinal);
        }

        await IsAheadAsync(cluster, 120);
        Assert.Equal(HttpStatusCode.Unauthorized, (await reader.ReadAsync(Page)).Status);
        await IsLoggedAsync(cluster, "IssuedInTheFuture");

        // The app's own tokens are from the future now; it says that it was not told, and shows nothing.
        await IsAheadAsync(cluster, -120);
        var shown = await reader.ReadAsync(Page, "carol");
        Assert.Equal(HttpStatusCode.OK, shown.Status);
        Assert.Contains("Confluence did not say whether you may see this text.", shown.Text, StringComparison.Ordinal);

        await IsAheadAsync(cluster, -240);
        Assert.Equal(HttpStatusCode.Unauthorized, (await reader.ReadAsync(Page)).Status);
        await IsLoggedAsync(cluster, "Expired");

        await IsAheadAsync(cluster, 0);
        Assert.Contains("Roadmap", (await reader.ReadAsync(Page, "carol")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_told_meanwhile_is_refused_or_tried_again_when_the_clock_is_right()
    {
        await using var cluster = await Cluster.StartAsync("SQLite", processes: 1);
        using var reader = new Reader(cluster);
        Assert.Contains("Roadmap", (await reader.ReadAsync(Page)).Text, StringComparison.Ordinal);
        await Eventually.EqualAsync(0L, () => JobsAsync(cluster, "Kind = 'Page'"));

        await IsAheadAsync(cluster, 120);
        await IsToldAsync(cluster, HttpStatusCode.Unauthorized);
        await IsAheadAsync(cluster, 0);
        Assert.Equal(0L, await JobsAsync(cluster, "Kind = 'Page'"));

        await IsAheadAsync(cluster, -120);
        await IsToldAsync(cluster, HttpStatusCode.NoContent);
        await Eventually.EqualAsync(1L, () => JobsAsync(cluster, "Kind = 'Page' AND Failure = 'Refused'"));
        await IsAheadAsync(cluster, 0);
        await Eventually.EqualAsync(0L, () => JobsAsync(cluster, "Kind = 'Page'"), TimeSpan.FromSeconds(40));
    }

    /// <summary>A page is changed, and Confluence hears this answer when it tells of it.</summary>
    private static async Task IsToldAsync(Cluster cluster, HttpStatusCode answer)
    {
        await cluster.Sandbox.DeleteAsync("log");
        var storage = (await cluster.Sandbox.GetAsync($"acme/pages/{Page}")).GetProperty("storage").GetString();
        await cluster.Sandbox.PutAsync($"acme/pages/{Page}", new { storage });
        await Eventually.EqualAsync($"{(int)answer}", async () => string.Join(' ', (await cluster.Sandbox.GetAsync("log")).EnumerateArray()
            .Where(call => call.GetProperty("path").GetString()!.Contains("/webhooks/", StringComparison.Ordinal))
            .Select(call => call.GetProperty("status").GetInt32())));
    }

    private static async Task<long> JobsAsync(Cluster cluster, string which) => Convert.ToInt64((await cluster.QueryAsync($"SELECT COUNT(*) FROM Jobs WHERE {which}"))[0][0]);

    private static Task IsLoggedAsync(Cluster cluster, string reason) => Eventually.EqualAsync(true, () => Task.FromResult(cluster.OutputSince(default).Contains(reason, StringComparison.Ordinal)));

    private static Task IsAheadAsync(Cluster cluster, int seconds) => cluster.Sandbox.PutAsync("clock", new { aheadSeconds = seconds });
}
