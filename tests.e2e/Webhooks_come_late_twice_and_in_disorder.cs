using System.Diagnostics;
using System.Text.Json;
using Markdwell.Tests.E2E.Hosting;

namespace Markdwell.Tests.E2E;

/// <summary>
/// No browser: two processes of the app, and products that deliver what happened late, several times and shuffled, while one process or
/// the other is killed between answer and work. What was answered with 204 has been promised.
/// </summary>
public sealed class Webhooks_come_late_twice_and_in_disorder
{
    private const int Issues = 300;
    private const int Rounds = 4;
    private const int ChangesPerRound = 600;
    private const int DeliveriesPerRound = 2500;
    private const int KillsPerRound = 3;
    private const int PerSecond = 200;
    private const int Seed = 6;

    // A process that dies while it writes a comment leaves it in doubt for two minutes, and a job of a dead process waits for one.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(6);

    [Theory]
    [InlineData("SQLite")]
    [InlineData("SQL Server")]
    public async Task Ten_thousand_deliveries_and_two_processes_that_are_killed_end_in_the_truth_and_in_each_comment_once(string database)
    {
        await using var cluster = await Cluster.StartAsync(database, processes: 2);
        var random = new Random(Seed);
        var since = Stopwatch.StartNew();
        await cluster.Sandbox.PutAsync("acme/jira/held", new { });
        var movers = await BeginAsync(cluster, random);
        Say($"{database}, seed {Seed}: {Issues} issues with their checklists after {since.Elapsed.TotalSeconds:F1} s");

        // Some comments are written, and nobody hears that they were.
        await cluster.Sandbox.PostAsync("faults", new { kind = "lost", match = "/comment", times = 5 });
        await ChangeAsync(movers, random);
        for (var round = 0; round < Rounds; round++)
        {
            var release = ReleaseAsync(cluster, "jira", new { deliveries = DeliveriesPerRound, seed = Seed + round, perSecond = PerSecond, to = cluster.Addresses });
            await Task.WhenAll(KillAsync(cluster, random.Next(), release), round < Rounds - 1 ? ChangeAsync(movers, random) : Task.CompletedTask, release);
        }

        await SettleAsync(cluster);
        Say($"All is done {since.Elapsed.TotalSeconds:F1} s after the start");
        await HoldsAsync(cluster, movers);
    }

    [Fact]
    public async Task A_page_whose_file_is_gone_and_comes_back_has_one_comment_and_one_answer()
    {
        await using var cluster = await Cluster.StartAsync("SQLite", processes: 2, new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Sources__TroubleDelay"] = "00:00:01",
        });
        var (page, sandbox) = ("100008", cluster.Sandbox);
        await ReadAsync(cluster, page);
        await sandbox.PutAsync("acme/confluence/held", new { });

        await sandbox.DetachAsync("acme", page, "guide.md");
        await TellAsync(cluster, page);
        await Eventually.EqualAsync((1, 0), () => CommentsAsync(sandbox, page), Limit);

        await sandbox.AttachAsync("acme", page, "guide.md", "# The guide is back");
        await TellAsync(cluster, page);
        await Eventually.EqualAsync((1, 1), () => CommentsAsync(sandbox, page), Limit);

        await TellAsync(cluster, page);
        await SettleAsync(cluster);
        Assert.Equal((1, 1), await CommentsAsync(sandbox, page));
    }

    /// <summary>Issues whose notes somebody has written in Jira, and whose numbers the app has told it.</summary>
    private static async Task<List<Mover>> BeginAsync(Cluster cluster, Random random)
    {
        var movers = new List<Mover>();
        for (var i = 0; i < Issues; i++)
        {
            var issue = await cluster.Sandbox.PostAsync<JsonElement>("acme/issues", new { summary = $"Number {i}" });
            movers.Add(new Mover(cluster.Sandbox, issue, owes: random.Next(3) > 0, new Random(random.Next())));
            await movers[i].WriteAsync();
        }

        await ReleaseAsync(cluster, "jira", new { to = cluster.Addresses });
        await SettleAsync(cluster);
        return movers;
    }

    private static async Task ChangeAsync(List<Mover> movers, Random random)
    {
        for (var i = 0; i < ChangesPerRound; i++)
        {
            await movers[random.Next(movers.Count)].WorkAsync();
        }
    }

    /// <summary>At random moments, as long as deliveries come.</summary>
    private static async Task KillAsync(Cluster cluster, int seed, Task deliveries)
    {
        var random = new Random(seed);
        for (var i = 0; i < KillsPerRound && !deliveries.IsCompleted; i++)
        {
            await Task.Delay(random.Next(4000), TestContext.Current.CancellationToken);
            await cluster.KillAsync(random.Next(2));
        }
    }

    private static async Task ReleaseAsync(Cluster cluster, string product, object release, bool isQuiet = false)
    {
        var report = await cluster.Sandbox.PostAsync<JsonElement>($"acme/{product}/held/release", release);
        if (!isQuiet)
        {
            Say(report.GetRawText());
        }

        Assert.True(product == "confluence" || report.GetProperty("unanswered").GetInt32() == 0, "Nobody took some deliveries, however often they came.");
    }

    /// <summary>The app's own writes are told as well. When nothing is told and nothing is to be done, all is done.</summary>
    private static async Task SettleAsync(Cluster cluster)
    {
        await Eventually.EqualAsync((0L, 0, 0L), async () =>
        {
            foreach (var product in (string[])["jira", "confluence"])
            {
                if ((await cluster.Sandbox.GetAsync($"acme/{product}/held")).GetProperty("count").GetInt32() > 0)
                {
                    await ReleaseAsync(cluster, product, new { to = cluster.Addresses }, isQuiet: true);
                }
            }

            await Task.Delay(200, TestContext.Current.CancellationToken);
            var waiting = await cluster.QueryAsync("SELECT COUNT(*) FROM Jobs WHERE Kind IN ('Issue', 'Page')");
            var unwritten = await cluster.QueryAsync("SELECT COUNT(*) FROM Notes WHERE WrittenRevision <> Revision");
            var held = (await cluster.Sandbox.GetAsync("state")).GetProperty("heldWebhooks").GetInt32();
            return (Convert.ToInt64(waiting[0][0]), held, Convert.ToInt64(unwritten[0][0]));
        }, Limit);
    }

    private static async Task HoldsAsync(Cluster cluster, List<Mover> movers)
    {
        Assert.Empty(await cluster.QueryAsync("SELECT Kind, Subject, Failure FROM Jobs WHERE DueAt IS NULL"));
        var rows = (await cluster.QueryAsync("SELECT IssueId, Total, Done, Mandatory, MandatoryDone, Status FROM IssueProgress")).ToDictionary(
            row => (string)row[0],
            row => (Convert.ToInt64(row[1]), Convert.ToInt64(row[2]), Convert.ToInt64(row[3]), Convert.ToInt64(row[4]), Convert.ToInt64(row[5])),
            StringComparer.Ordinal);
        Assert.All(movers, mover => Assert.Equal(mover.Truth, rows[mover.Id]));

        var written = 0;
        foreach (var mover in movers)
        {
            var comments = await mover.CommentsAsync();
            written += comments.Count;
            Assert.InRange(comments.Count, mover.Owes && mover.IsDone ? 1 : 0, mover.Owes && mover.WasDone ? 1 : 0);
            if (mover.IsDone)
            {
                Assert.All(comments, comment => Assert.All(mover.OpenItems, item => Assert.Contains(item, comment, StringComparison.Ordinal)));
                Assert.All(comments, comment => Assert.All(mover.DoneItems, item => Assert.DoesNotContain(item, comment, StringComparison.Ordinal)));
            }
        }

        Say($"{movers.Count(mover => mover.Owes && mover.IsDone)} issues are done with required items open, {written} have a comment");
        Assert.Contains(movers, mover => mover.Owes && mover.IsDone);
    }

    /// <summary>Somebody has read the page once, so that there is a copy of its file.</summary>
    private static async Task ReadAsync(Cluster cluster, string page)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        using var answer = await http.GetAsync(await cluster.Sandbox.MacroUrlAsync("acme", page, "alice"), TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode);
    }

    /// <summary>The page is saved again and again, and one process dies while that is told.</summary>
    private static async Task TellAsync(Cluster cluster, string page)
    {
        var storage = (await cluster.Sandbox.GetAsync($"acme/pages/{page}")).GetProperty("storage").GetString();
        for (var i = 0; i < 20; i++)
        {
            await cluster.Sandbox.PutAsync($"acme/pages/{page}", new { storage });
        }

        var release = ReleaseAsync(cluster, "confluence", new { deliveries = 200, seed = Seed, perSecond = 50, to = cluster.Addresses });
        await Task.Delay(1500, TestContext.Current.CancellationToken);
        await cluster.KillAsync(0);
        await release;
    }

    private static async Task<(int Comments, int Answers)> CommentsAsync(Sandbox sandbox, string page)
    {
        var all = (await sandbox.GetAsync($"acme/pages/{page}/comments")).EnumerateArray().ToList();
        var answers = all.Count(comment => comment.GetProperty("parentId").ValueKind == JsonValueKind.String);
        return (all.Count - answers, answers);
    }

    private static void Say(string line) => TestContext.Current.TestOutputHelper!.WriteLine(line);
}
