using System.Diagnostics;
using Markdwell.Benchmarks.Frames;
using Microsoft.Data.Sqlite;
using static Markdwell.Benchmarks.Frames.FramesRun;

namespace Markdwell.Benchmarks;

/// <summary>What no app with the same packages can go below: a start, and a page that waits for one call, without anything of the app's own.</summary>
internal sealed class LeastRun(string leastFolder, string peerFolder, int rounds) : IDisposable
{
    private const int Port = 5495;
    private const int CallsBefore = 1000;
    private const int CallsOfARound = 50;

    private readonly DirectoryInfo data = Directory.CreateTempSubdirectory("markdwell-benchmark-");
    private readonly HttpClient http = new();

    public async Task<string> ReportAsync()
    {
        await using var stand = await Stand.CreateAsync(appFolder: "", peerFolder);
        var database = new SqliteConnectionStringBuilder { DataSource = Path.Combine(data.FullName, "least.db") }.ToString();
        Create(database);
        (string Name, Func<Task<Server>> StartAsync, List<Start> Measured)[] all =
        [
            ("express, as in the other runs", stand.StartPeerAsync, []),
            ("the server alone", () => StartAsync("server", database), []),
            ("with Entity Framework and one query", () => StartAsync("data", database), []),
            ("with Razor Pages and one page as well", () => StartAsync("pages", database), []),
        ];
        for (var round = -1; round < rounds; round++)
        {
            foreach (var (_, startAsync, starts) in all)
            {
                var start = await Starts.OneAsync(startAsync);
                if (round >= 0)
                {
                    starts.Add(start);
                }
            }
        }

        var table = string.Join('\n', all.Select(one => Invariant(
            $"| {one.Name} | {Median.Of(one.Measured.Select(s => s.Milliseconds)):F0} | {Median.Of(one.Measured.Select(s => s.Cpu)):F0} | {Median.Ratio(one.Measured, all[0].Measured, s => s.Cpu):F2} | {Median.Of(one.Measured.Select(s => s.Megabytes)):F0} | {Median.Ratio(one.Measured, all[0].Measured, s => s.Megabytes):F2} |")));
        return $"| start | first answer, ms | CPU to it, ms | ratio | memory idle, MB | ratio |\n|---|---|---|---|---|---|\n{table}\n\n{await CallAsync(stand.Product)}";
    }

    public void Dispose()
    {
        http.Dispose();
        SqliteConnection.ClearAllPools();
        data.Delete(recursive: true);
    }

    private async Task<string> CallAsync(PretendProduct product)
    {
        using var server = await StartAsync("call", $"{product.BaseUrl}/wiki/api/v2/pages/1?version=1");
        await Parallel.ForAsync(0, CallsBefore, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (_, _) => await AskAsync());
        var (times, cpu) = (new List<double>(), new List<double>());
        for (var round = 0; round < rounds; round++)
        {
            var before = server.CpuSeconds;
            for (var i = 0; i < CallsOfARound; i++)
            {
                var watch = Stopwatch.StartNew();
                await AskAsync();
                times.Add(watch.Elapsed.TotalMilliseconds);
            }

            cpu.Add((server.CpuSeconds - before) * 1000 / CallsOfARound);
        }

        return Invariant($"one call for each answer, at one connection: p50 {Median.Of(times):F1} ms, CPU {Median.Of(cpu):F2} ms");
    }

    private async Task AskAsync()
    {
        using var answer = await http.GetAsync(new Uri($"http://127.0.0.1:{Port}/"));
        answer.EnsureSuccessStatusCode();
    }

    private Task<Server> StartAsync(string step, string argument) =>
        Server.StartAsync(Path.Combine(leastFolder, "Markdwell.Least.dll"), Port, "/", new Dictionary<string, string>(StringComparer.Ordinal), step, argument);

    private static void Create(string connection)
    {
        using var database = new SqliteConnection(connection);
        database.Open();
        using var command = database.CreateCommand();
        command.CommandText = "PRAGMA journal_mode = WAL; CREATE TABLE Ones (Id INTEGER PRIMARY KEY, Name TEXT NOT NULL); INSERT INTO Ones VALUES (1, 'one');";
        command.ExecuteNonQuery();
    }
}
