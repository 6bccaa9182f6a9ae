using System.Diagnostics;
using System.Net;
using Markdwell.Tests.E2E.Hosting;

namespace Markdwell.Tests.E2E;

/// <summary>No browser: Confluence refuses, fails or hangs, and many people look all the same. An hour is played in seconds.</summary>
public sealed class A_product_is_in_trouble_for_an_hour
{
    private const string NotSaid = "Confluence did not say whether you may see this text.";

    private static readonly string[] Pages = ["100001", "100003", "100005", "100006", "100007"];

    [Fact]
    public async Task Told_to_wait_the_app_asks_nothing_until_it_may_and_then_does_what_was_left()
    {
        await using var cluster = await Cluster.StartAsync("SQLite", processes: 1);
        using var reader = new Reader(cluster);
        Assert.Contains("Roadmap", (await reader.ReadAsync("100004")).Text, StringComparison.Ordinal);
        await Task.Delay(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken);
        await cluster.Sandbox.PostAsync("faults", new { kind = "quota", match = "/wiki/", times = 1_000_000, retryAfter = 20 });
        var (before, since) = (await reader.AskedAsync("confluence"), Stopwatch.StartNew());

        for (var i = 0; i < 40; i++)
        {
            Assert.Contains(NotSaid, (await reader.ReadAsync(Pages[i % Pages.Length])).Text, StringComparison.Ordinal);
            Assert.Contains("Roadmap", (await reader.ReadAsync("100004")).Text, StringComparison.Ordinal);
        }

        await ChangeAsync(cluster, "100004");
        await Task.Delay(TimeSpan.FromSeconds(4), TestContext.Current.CancellationToken);
        Assert.True(since.Elapsed < TimeSpan.FromSeconds(20), "The machine is too busy to tell a pause from a storm.");
        Assert.InRange(await reader.AskedAsync("confluence") - before, 1, 3);
        Assert.Equal(0L, await JobsAsync(cluster, "Failures > 0"));

        await cluster.Sandbox.MendAsync();
        await Eventually.EqualAsync(true, async () => (await reader.ReadAsync("100005")).Text.Contains(NotSaid, StringComparison.Ordinal) == false, TimeSpan.FromSeconds(30));
        await Eventually.EqualAsync(0L, () => JobsAsync(cluster, "Kind = 'Page'"));
    }

    [Theory]
    [InlineData("500", 0)]
    [InlineData("delay", 60_000)]
    public async Task Where_each_call_fails_nobody_waits_for_long_and_an_hour_is_no_storm(string fault, int delay)
    {
        await using var cluster = await Cluster.StartAsync("SQLite", processes: 1);
        using var reader = new Reader(cluster);
        Assert.Contains("Roadmap", (await reader.ReadAsync("100004")).Text, StringComparison.Ordinal);
        await cluster.Sandbox.PostAsync("faults", new { kind = fault, match = "/wiki/", times = 1_000_000, delay, site = "acme" });

        // The first find out, and wait for it.
        var urls = await Task.WhenAll(Pages.Select(page => cluster.Sandbox.MacroUrlAsync("acme", page, "bob")));
        Assert.All(await Task.WhenAll(urls.Select(reader.GetAsync)), shown => Assert.Contains(NotSaid, shown.Text, StringComparison.Ordinal));

        var (before, since) = (await reader.AskedAsync("confluence"), Stopwatch.StartNew());
        foreach (var page in Pages)
        {
            Assert.Contains(NotSaid, (await reader.ReadAsync(page)).Text, StringComparison.Ordinal);
        }

        Assert.Equal(before, await reader.AskedAsync("confluence"));
        TestContext.Current.TestOutputHelper!.WriteLine($"{Pages.Length} more saw it after {since.ElapsedMilliseconds} ms");
        await cluster.Sandbox.MendAsync();
        await Eventually.EqualAsync((HttpStatusCode.OK, false), async () => await reader.ReadAsync("100003") is var shown ? (shown.Status, shown.Text.Contains(NotSaid, StringComparison.Ordinal)) : default, TimeSpan.FromSeconds(40));
    }

    private static async Task ChangeAsync(Cluster cluster, string page)
    {
        var storage = (await cluster.Sandbox.GetAsync($"acme/pages/{page}")).GetProperty("storage").GetString();
        for (var i = 0; i < 10; i++)
        {
            await cluster.Sandbox.PutAsync($"acme/pages/{page}", new { storage });
        }
    }

    private static async Task<long> JobsAsync(Cluster cluster, string which) => Convert.ToInt64((await cluster.QueryAsync($"SELECT COUNT(*) FROM Jobs WHERE {which}"))[0][0]);
}
