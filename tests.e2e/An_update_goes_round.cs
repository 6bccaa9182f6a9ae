using System.Text.Json;
using Markdwell.Tests.E2E.Hosting;
using Markdwell.Tests.Hosting;

namespace Markdwell.Tests.E2E;

/// <summary>
/// No browser: two processes behind a balancer are replaced one after the other, twice, while people read and tick and Jira tells what
/// happens. Who is not answered well, once, fails the story.
/// </summary>
public sealed class An_update_goes_round
{
    // An issue without a note.
    private const string Issue = "ACME-2";
    private const string Page = "100004";
    private const int Rounds = 2;

    private static readonly string[] Statuses = ["To Do", "In Progress", "Done"];

    [Fact]
    public async Task Nobody_notices_and_nothing_is_lost()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var cluster = await Cluster.StartAsync("SQLite", processes: 2, isBalanced: true, settings: new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["ConnectionStrings__Redis"] = redis.Address,
            ["Stop__Delay"] = "00:00:01",
        });
        await cluster.Sandbox.PutAsync("acme/jira/held", new { });
        using var ended = new CancellationTokenSource();

        var (reading, ticking, telling) = (ReadAsync(cluster, ended.Token), TickAsync(cluster, ended.Token), TellAsync(cluster, ended.Token));
        for (var process = 0; process < 2 * Rounds; process++)
        {
            await cluster.ReplaceAsync(process % 2);
        }

        await ended.CancelAsync();
        var (views, lines, deliveries) = (await reading, await ticking, await telling);
        Say($"While each process was replaced {Rounds} times: {views} views, {lines.Count} new items, {deliveries} webhooks, all answered well");
        await Eventually.EqualAsync(0L, async () => Convert.ToInt64((await cluster.QueryAsync("SELECT COUNT(*) FROM Jobs WHERE Kind IN ('Issue', 'Page')"))[0][0]), TimeSpan.FromMinutes(2));
        await Eventually.EqualAsync(string.Concat(lines), () => NoteAsync(cluster), TimeSpan.FromMinutes(1));
        Assert.All([views, lines.Count, deliveries], count => Assert.True(count > 10, $"{count} is too few to say anything."));
    }

    private static async Task<int> ReadAsync(Cluster cluster, CancellationToken ended)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        var views = 0;
        for (; !ended.IsCancellationRequested; views++)
        {
            using var answer = await http.GetAsync(await cluster.Sandbox.MacroUrlAsync("acme", Page, views % 2 == 0 ? "alice" : "bob"), CancellationToken.None);
            var html = await answer.Content.ReadAsStringAsync(CancellationToken.None);
            Assert.True(answer.IsSuccessStatusCode && html.Contains("Roadmap", StringComparison.Ordinal), $"View {views}: {(int)answer.StatusCode} {html}");
        }

        return views;
    }

    /// <returns>The lines that were promised.</returns>
    private static async Task<List<string>> TickAsync(Cluster cluster, CancellationToken ended)
    {
        using var note = new NoteClient(cluster.BaseUrl, cluster.Sandbox, Issue, "alice");
        List<string> lines = [];
        while (!ended.IsCancellationRequested && lines.Count < 250)
        {
            var label = $"Step {lines.Count}";
            await note.ChangeAsync(new { type = "add", id = Guid.NewGuid(), after = (int?)null, heading = (int?)null, text = label });
            lines.Add($"- [ ] {label}\n");
            await Task.Delay(20, CancellationToken.None);
        }

        return lines;
    }

    private static async Task<int> TellAsync(Cluster cluster, CancellationToken ended)
    {
        var deliveries = 0;
        while (!ended.IsCancellationRequested)
        {
            for (var i = 0; i < 10; i++)
            {
                await cluster.Sandbox.PutAsync("acme/issues/ACME-3", new { status = Statuses[i % Statuses.Length] });
            }

            var report = await cluster.Sandbox.PostAsync<JsonElement>("acme/jira/held/release", new { perSecond = 50, to = new[] { cluster.BaseUrl } });
            if (report.GetProperty("answers").EnumerateObject().Any(answer => answer.Name != "204"))
            {
                var bad = (await cluster.Sandbox.GetAsync("log")).EnumerateArray().Where(call => call.GetProperty("way").GetString() == "out" && call.GetProperty("status").GetInt32() != 204);
                Assert.Fail($"{report.GetRawText()}\n{string.Join('\n', bad.Select(call => call.GetRawText()))}");
            }

            deliveries += report.GetProperty("events").GetInt32();
        }

        return deliveries;
    }

    /// <summary>As Jira holds it.</summary>
    private static async Task<string?> NoteAsync(Cluster cluster)
    {
        try
        {
            return (await cluster.Sandbox.GetAsync($"acme/issues/{Issue}/properties/markdwell.note")).GetProperty("text").GetString();
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    private static void Say(string line) => TestContext.Current.TestOutputHelper!.WriteLine(line);
}
