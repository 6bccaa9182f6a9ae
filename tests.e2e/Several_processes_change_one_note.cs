using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Markdwell.Tests.E2E.Hosting;

namespace Markdwell.Tests.E2E;

/// <summary>No browser: the app in processes of its own, asked as the panel asks it. What was answered with "ok" has been promised.</summary>
public sealed class Several_processes_change_one_note
{
    // An issue without a note.
    private const string Issue = "ACME-2";
    private const string Properties = "acme/issues/" + Issue + "/properties";
    private const string Note = "markdwell.note";
    private const string Numbers = "markdwell.checklist";
    private const string Status = "com.atlassian.jira.issue:markdwell:markdwell-note:status";
    private const int Seed = 5;

    [Theory]
    [InlineData("SQLite")]
    [InlineData("SQL Server")]
    public async Task Two_times_200_operations_at_once_end_in_the_union(string database)
    {
        await using var cluster = await Cluster.StartAsync(database, processes: 2);
        var people = Clients(cluster, clients: 8);
        var random = new Random(Seed);
        var colleagues = people.Select((client, i) => new Colleague(client, $"{(char)('a' + i)}", new Random(random.Next()))).ToList();

        var since = Stopwatch.StartNew();
        await Task.WhenAll(colleagues.Select(colleague => colleague.WorkAsync(50, () => { })));
        Say($"{database}: 2 x 200 operations by {colleagues.Count} people through 2 processes in {since.Elapsed.TotalSeconds:F1} s, {colleagues.Sum(one => one.Resends)} sent again");

        await HoldsAsync(cluster, people, colleagues);
        people.ForEach(client => client.Dispose());
    }

    [Fact]
    public async Task Killed_at_random_moments_of_1000_operations_it_loses_nothing_that_it_acknowledged()
    {
        const int Operations = 1000, Kills = 8;
        await using var cluster = await Cluster.StartAsync("SQLite", processes: 1);
        var people = Clients(cluster, clients: 5);
        var random = new Random(Seed);
        var colleagues = people.Select((client, i) => new Colleague(client, $"{(char)('a' + i)}", new Random(random.Next()))).ToList();
        var acknowledged = 0;

        var since = Stopwatch.StartNew();
        var work = Task.WhenAll(colleagues.Select(colleague => colleague.WorkAsync(Operations / colleagues.Count, () => Interlocked.Increment(ref acknowledged))));
        foreach (var moment in Enumerable.Range(0, Kills).Select(_ => random.Next(Operations - 50)).Order())
        {
            while (Volatile.Read(ref acknowledged) < moment && !work.IsCompleted)
            {
                await Task.Delay(1, TestContext.Current.CancellationToken);
            }

            await Task.Delay(random.Next(20), TestContext.Current.CancellationToken);
            await cluster.KillAsync(0);
        }

        await work;
        Say($"Seed {Seed}: {Operations} operations, {Kills} times killed, {colleagues.Sum(one => one.Resends)} sent again, in {since.Elapsed.TotalSeconds:F1} s");

        await HoldsAsync(cluster, people, colleagues);
        Say($"In Jira {since.Elapsed.TotalSeconds:F1} s after the start");
        people.ForEach(client => client.Dispose());
    }

    [Fact]
    public async Task The_status_is_right_soon_after_the_last_tick()
    {
        await using var cluster = await Cluster.StartAsync("SQLite", processes: 1);
        using var note = new NoteClient(cluster.Addresses[0], cluster.Sandbox, Issue, "alice");
        await WriteByHandAsync(cluster, string.Concat(Enumerable.Range(1, 8).Select(i => $"- [ ] Step {i}\n")));
        var items = (await note.StateAsync(fresh: true)).Items;
        await cluster.Sandbox.PostAsync("faults", new { kind = "delay", match = "/rest/api/3", delay = 150, times = 10_000 });

        var waited = new List<long>();
        foreach (var (right, some) in (((string?, string?), PanelItem[])[])[(("3/8", "inprogress"), items[..3]), (("6/8", "inprogress"), items[3..6]), (("Done", "success"), items[6..])])
        {
            foreach (var item in some)
            {
                await note.ChangeAsync(new { type = "tick", id = Guid.NewGuid(), item = item.Id, isDone = true });
            }

            var since = Stopwatch.StartNew();
            await Eventually.EqualAsync(right, () => StatusAsync(cluster));
            waited.Add(since.ElapsedMilliseconds);
        }

        Say($"With a Jira that takes 150 ms the status was right {string.Join(", ", waited)} ms after the last of some ticks");
    }

    [Fact]
    public async Task Without_items_there_is_no_status()
    {
        await using var cluster = await Cluster.StartAsync("SQLite", processes: 1);
        using var note = new NoteClient(cluster.Addresses[0], cluster.Sandbox, Issue, "alice");
        await WriteByHandAsync(cluster, "- [ ] The only step\n");
        var was = (await note.StateAsync(fresh: true)).Text;
        await Eventually.EqualAsync(("0/1", "inprogress"), () => StatusAsync(cluster));

        await note.ChangeAsync(new { type = "rewrite", id = Guid.NewGuid(), was, text = "Nothing to do.\n" });

        await Eventually.EqualAsync(default, () => StatusAsync(cluster));
        await Eventually.EqualAsync(null, () => PropertyAsync(cluster, Numbers));
        await Eventually.EqualAsync((true, null), async () => await note.StateAsync() is var state ? (state.IsWritten, state.Trouble) : default);
    }

    /// <summary>Every process, and Jira, have what was promised, nothing else, and numbers that say the same.</summary>
    private static async Task HoldsAsync(Cluster cluster, List<NoteClient> people, List<Colleague> colleagues)
    {
        var promised = colleagues.SelectMany(colleague => colleague.Lines).Order(StringComparer.Ordinal).ToList();
        var states = new List<PanelState>();
        foreach (var client in people)
        {
            states.Add(await client.StateAsync());
        }

        Assert.All(states, state => Assert.Equal(promised, Sorted(state.Text)));
        var text = Assert.Single(states.Select(state => state.Text).Distinct(StringComparer.Ordinal));

        // A process that was killed while it told Jira keeps others from it for half a minute.
        await Eventually.EqualAsync(text, async () => (await PropertyAsync(cluster, Note))?.GetProperty("text").GetString(), TimeSpan.FromSeconds(60));
        var done = promised.Count(line => line.StartsWith("- [x]", StringComparison.Ordinal));
        await Eventually.EqualAsync((promised.Count, done, promised.Count - done), () => NumbersAsync(cluster));
        await Eventually.EqualAsync(($"{done}/{promised.Count}", "inprogress"), () => StatusAsync(cluster));
        await Eventually.EqualAsync(true, async () => (await people[0].StateAsync(fresh: true)).IsWritten);
    }

    private static List<string> Sorted(string text) => [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal)];

    /// <summary>People who take turns at the processes.</summary>
    private static List<NoteClient> Clients(Cluster cluster, int clients) =>
        [.. Enumerable.Range(0, clients).Select(i => new NoteClient(cluster.Addresses[i % cluster.Addresses.Count], cluster.Sandbox, Issue, i % 2 == 0 ? "alice" : "bob"))];

    private static async Task<(string? Label, string? Type)> StatusAsync(Cluster cluster) =>
        await PropertyAsync(cluster, Status) is { } status && status.GetProperty("value") is var value
            ? (value.GetProperty("label").GetString(), value.GetProperty("type").GetString())
            : default;

    private static async Task<(int Total, int Done, int Open)> NumbersAsync(Cluster cluster) =>
        await PropertyAsync(cluster, Numbers) is { } numbers
            ? (numbers.GetProperty("total").GetInt32(), numbers.GetProperty("done").GetInt32(), numbers.GetProperty("open").GetInt32())
            : default;

    /// <summary>As Jira holds it; null while there is none.</summary>
    private static async Task<JsonElement?> PropertyAsync(Cluster cluster, string key)
    {
        try
        {
            return await cluster.Sandbox.GetAsync($"{Properties}/{key}");
        }
        catch (HttpRequestException e) when (e.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    private static Task WriteByHandAsync(Cluster cluster, string text) => cluster.Sandbox.PutAsync($"{Properties}/{Note}", new { version = 1, revision = 1, text });

    private static void Say(string line) => TestContext.Current.TestOutputHelper!.WriteLine(line);
}
