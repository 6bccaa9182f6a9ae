using System.Diagnostics;
using System.Globalization;

namespace Markdwell.Benchmarks;

internal sealed record Measure(double RequestsPerSecond, double CpuMicroseconds, double P50Milliseconds, double P99Milliseconds);

/// <summary>wrk on the same machine, 32 connections, walking through a list of addresses. An answer that is no good one ends the run.</summary>
internal static class Load
{
    private const int Connections = 32;
    private const int Seconds = 3;

    private const string Script = """
        local paths, at = {}, 0
        function setup(thread) count = (count or 0) + 1; thread:set("first", count * 7919) end
        function init(args)
          local body = args[2] and io.open(args[2]):read("*a")
          local headers = body and { ["Content-Type"] = "application/json" }
          for line in io.lines(args[1]) do paths[#paths + 1] = wrk.format(body and "POST" or "GET", line, headers, body) end
          at = first % #paths
        end
        function request() at = at % #paths + 1; return paths[at] end
        function done(summary, latency)
          local bad = summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
          io.write(string.format("RESULT %d %d %d %f %f\n", summary.requests, summary.duration, bad, latency:percentile(50) / 1000, latency:percentile(99) / 1000))
        end
        """;

    /// <param name="body">Of a post; without one it is a get.</param>
    /// <param name="core">On which alone wrk runs; any without one.</param>
    public static async Task<Measure> RunAsync(Server server, IEnumerable<string> paths, string? body = null, int? core = null)
    {
        var folder = Directory.CreateTempSubdirectory("markdwell-load-");
        try
        {
            var list = Path.Combine(folder.FullName, "paths");
            var script = Path.Combine(folder.FullName, "walk.lua");
            await File.WriteAllLinesAsync(list, paths);
            await File.WriteAllTextAsync(script, Script);
            var post = Path.Combine(folder.FullName, "body");
            await File.WriteAllTextAsync(post, body ?? "");

            var cpu = server.CpuSeconds;
            var said = await WrkAsync([.. (core is null ? (string[])[] : ["taskset", "-c", $"{core}"]), "wrk", "-t", "1", "-c", $"{Connections}", "-d", $"{Seconds}s", "--timeout", "10s", "-s", script, $"http://127.0.0.1:{server.Port}", "--", list, .. (body is null ? (string[])[] : [post])]);
            cpu = server.CpuSeconds - cpu;

            var result = said.Split('\n').Single(line => line.StartsWith("RESULT", StringComparison.Ordinal)).Split(' ')[1..]
                .Select(number => double.Parse(number, CultureInfo.InvariantCulture)).ToArray();
            return result[2] == 0
                ? new(result[0] / (result[1] / 1e6), cpu / result[0] * 1e6, result[3], result[4])
                : throw new InvalidOperationException($"{result[2]} of {result[0]} answers were no good ones.");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<string> WrkAsync(string[] command)
    {
        using var wrk = Process.Start(new ProcessStartInfo(command[0], command[1..]) { UseShellExecute = false, RedirectStandardOutput = true })!;
        var said = await wrk.StandardOutput.ReadToEndAsync();
        await wrk.WaitForExitAsync();
        return said;
    }
}
