using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Markdwell.Benchmarks.Webhooks;

/// <summary>
/// How soon a webhook is answered at a rate that does not wait for answers, with the worker at work on what was told before. The yardstick
/// is bare Kestrel, to which the same deliveries go in turns. At the end the app is killed: what it answered has to be in its database.
/// </summary>
internal sealed class WebhooksRun(string appFolder, string sandbox, int rounds) : IDisposable
{
    private const int AppPort = 5490;
    private const int BarePort = 5491;
    private const int SandboxPort = 5492;
    private const int Issues = 2000;
    private const int PerSecond = 200;
    private const int AtOnce = 32;

    private static readonly string[] Statuses = ["In Progress", "To Do"];

    // As the app numbers it.
    private const int Done = 2;

    private readonly string data = Directory.CreateTempSubdirectory("markdwell-benchmark-").FullName;
    private readonly List<string> issues = [];
    private int moves;

    public async Task<string> ReportAsync()
    {
        var report = await MeasureAllAsync();

        // The app is killed by now, right after its last answer.
        var (waiting, done) = await KeptAsync();
        return waiting + done == Issues
            ? report.Append(CultureInfo.InvariantCulture, $"\nKilled right after the last answer: of {Issues} issues {done} were worked on and {waiting} wait in the database, none is lost").ToString()
            : throw new InvalidOperationException($"Of {Issues} issues that were told {done} were worked on and {waiting} wait: some are lost.");
    }

    public void Dispose() => Directory.Delete(data, recursive: true);

    private async Task<StringBuilder> MeasureAllAsync()
    {
        using var app = await StartAppAsync();
        using var site = await JiraSandbox.StartAsync(sandbox, SandboxPort, Address(AppPort));
        using var jira = new JiraSandbox(SandboxPort);
        var file = Path.Combine(data, "answer");
        await File.WriteAllTextAsync(file, "");
        using var bare = await Server.StartAsync(typeof(WebhooksRun).Assembly.Location, BarePort, "/", new Dictionary<string, string>(StringComparer.Ordinal), "bare", file, $"{BarePort}");
        await BeginAsync(jira);

        var report = new StringBuilder("| deliveries | each round | app p50 ms | p95 ms | p99 ms | longest ms | bare Kestrel p95 ms | ratio of p95 | app, per second | bare | ratio |\n|---|---|---|---|---|---|---|---|---|---|---|\n");
        report.AppendLine(await MeasureAsync(jira, $"{PerSecond} per second", new { perSecond = PerSecond, to = new[] { Address(AppPort) } }, new { perSecond = PerSecond, to = new[] { Address(BarePort) } }));
        report.AppendLine(await MeasureAsync(jira, $"{AtOnce} at once", new { atOnce = AtOnce, to = new[] { Address(AppPort) } }, new { atOnce = AtOnce, to = new[] { Address(BarePort) } }));

        await MoveAsync(jira, "Done");
        await ReleaseAsync(jira, new { atOnce = AtOnce, to = new[] { Address(AppPort) } });
        return report;
    }

    private Task<Server> StartAppAsync() => Server.StartAsync(Path.Combine(appFolder, "Markdwell.dll"), AppPort, "/health/ready", new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["Connect__BaseUrl"] = Address(AppPort),
        ["Connect__AllowInsecure"] = "true",
        ["Connect__InstallKeysUrls__0"] = $"http://localhost:{SandboxPort}/install-keys",
        ["Data__Folder"] = data,
        ["Logging__LogLevel__Default"] = "Warning",
    });

    private async Task BeginAsync(JiraSandbox jira)
    {
        await jira.InstallAsync();
        await jira.HoldAsync();
        for (var i = 0; i < Issues; i++)
        {
            issues.Add(await jira.NewCountedIssueAsync(total: 20, done: i % 20));
        }

        await ReleaseAsync(jira, new { atOnce = AtOnce, to = new[] { Address(AppPort) } });
    }

    private async Task<string> MeasureAsync(JiraSandbox jira, string name, object toApp, object toBare)
    {
        var (ours, theirs) = (new List<JsonElement>(), new List<JsonElement>());
        for (var round = -1; round < rounds; round++)
        {
            await MoveAsync(jira);
            var a = await ReleaseAsync(jira, toApp);
            await MoveAsync(jira);
            var b = await ReleaseAsync(jira, toBare);
            if (round >= 0)
            {
                ours.Add(a);
                theirs.Add(b);
            }
        }

        double Ours(string figure) => Median(ours.Select(one => one.GetProperty(figure).GetDouble()));
        double Theirs(string figure) => Median(theirs.Select(one => one.GetProperty(figure).GetDouble()));
        double Ratio(string figure) => Median(ours.Zip(theirs, (a, b) => a.GetProperty(figure).GetDouble() / b.GetProperty(figure).GetDouble()));
        return string.Create(CultureInfo.InvariantCulture,
            $"| {name} | {Issues} | {Ours("p50"):F1} | {Ours("p95"):F1} | {Ours("p99"):F1} | {Ours("longest"):F0} | {Theirs("p95"):F1} | {Ratio("p95"):F1} | {Ours("perSecond"):F0} | {Theirs("perSecond"):F0} | {Ratio("perSecond"):P0} |");
    }

    /// <summary>Each issue once, back and forth.</summary>
    private async Task MoveAsync(JiraSandbox jira, string? to = null)
    {
        var status = to ?? Statuses[moves++ % Statuses.Length];
        await Parallel.ForEachAsync(issues, async (issue, _) => await jira.MoveAsync(issue, status));
    }

    private static async Task<JsonElement> ReleaseAsync(JiraSandbox jira, object release)
    {
        var report = await jira.ReleaseAsync(release);
        return report.GetProperty("answers").EnumerateObject().All(answer => answer.Name is "200" or "204")
            ? report
            : throw new InvalidOperationException($"Not all answers were good ones: {report}");
    }

    /// <returns>Issues that wait for their turn, and others that are as Jira said last.</returns>
    private async Task<(long Waiting, long Done)> KeptAsync()
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(data, "markdwell.db")};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = """
            SELECT (SELECT COUNT(*) FROM Jobs WHERE Kind = 'Issue'),
                   (SELECT COUNT(*) FROM IssueProgress WHERE Status = $status AND IssueId NOT IN (SELECT Subject FROM Jobs WHERE Kind = 'Issue'))
            """;
        command.Parameters.AddWithValue("$status", Done);
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        return (reader.GetInt64(0), reader.GetInt64(1));
    }

    private static string Address(int port) => $"http://127.0.0.1:{port}";

    private static double Median(IEnumerable<double> values) => values.Order().ToList() is var all ? all[all.Count / 2] : 0;
}
