using System.Text.Json;
using static Markdwell.Benchmarks.Frames.FramesRun;

namespace Markdwell.Benchmarks.Frames;

/// <summary>Webhooks of many sites, each in the database before its answer. The peer only keeps them; the app may work on them meanwhile.</summary>
internal static class Deliveries
{
    private const string Path = "/webhooks/jira/issue-updated";

    public static async Task<string> MeasureAsync(string how, Server app, Server peer, IReadOnlyList<Site> sites, int rounds)
    {
        var body = JsonSerializer.Serialize(new
        {
            timestamp = 1_795_000_000_000,
            webhookEvent = "jira:issue_updated",
            issue = new { id = "10001", key = "DEMO-1", fields = new { summary = "Measured", description = Texts.Readme(1024) } },
            changelog = new { id = "1", items = new[] { new { field = "status", fromString = "To Do", toString = "In Progress" } } },
        });
        var (ours, theirs) = (new List<Measure>(), new List<Measure>());
        for (var round = -1; round < rounds; round++)
        {
            var paths = sites.Select(site => site.Signed("POST", Path, "user_id=5b10a2844c20165700ede21g", "5b10a2844c20165700ede21g")).ToList();
            var (a, b) = (await Load.RunAsync(app, paths, body), await Load.RunAsync(peer, paths, body));
            if (round >= 0)
            {
                ours.Add(a);
                theirs.Add(b);
            }
        }

        return Invariant($"""

            webhooks, kept before their answer, {how}: {Median.Of(ours.Select(m => m.RequestsPerSecond)):F0} per second, express {Median.Of(theirs.Select(m => m.RequestsPerSecond)):F0}; CPU {Median.Of(ours.Select(m => m.CpuMicroseconds)):F0} µs, express {Median.Of(theirs.Select(m => m.CpuMicroseconds)):F0} µs: {Median.Ratio(ours, theirs, m => m.CpuMicroseconds):F3} times

            """);
    }
}
