using System.Diagnostics;
using System.Globalization;

namespace Markdwell.Benchmarks;

internal sealed record Measure(double RequestsPerSecond, double CpuMicroseconds, double P50Milliseconds, double P99Milliseconds);

/// <summary>wrk on the same machine, 32 connections, walking through a list of addresses.</summary>
internal static class Load
{
    private const int Connections = 32;
    private const int Seconds = 3;

    private const string Script = """
        local paths, at = {}, 0
        function setup(thread) count = (count or 0) + 1; thread:set("first", count * 7919) end
        function init(args)
          for line in io.lines(args[1]) do paths[#paths + 1] = wrk.format("GET", line) end
          at = first % #paths
        end
        function request() at = at % #paths + 1; return paths[at] end
        function done(summary, latency)
          local bad = summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
          io.write(string.format("RESULT %d %d %d %f %f\n", summary.requests, summary.duration, bad, latency:percentile(50) / 1000, latency:percentile(99) / 1000))
        end
        """;

    public static async Task<Measure> RunAsync(Server server, IEnumerable<string> paths)
    {
        var folder = Directory.CreateTempSubdirectory("markdwell-load-");
        try
        {
            var list = Path.Combine(folder.FullName, "paths");
            var script = Path.Combine(folder.FullName, "walk.lua");
            await File.WriteAllLinesAsync(list, paths);
            await File.WriteAllTextAsync(script, Script);

            var cpu = server.CpuSeconds;
            var said = await WrkAsync(["-t", "1", "-c", $"{Connections}", "-d", $"{Seconds}s", "-s", script, $"http://127.0.0.1:{server.Port}", "--", list]);
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

    private static async Task<string> WrkAsync(string[] arguments)
    {
        using var wrk = Process.Start(new ProcessStartInfo("wrk", arguments) { UseShellExecute = false, RedirectStandardOutput = true })!;
        var said = await wrk.StandardOutput.ReadToEndAsync();
        await wrk.WaitForExitAsync();
        return said;
    }
}
