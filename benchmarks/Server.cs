using System.Diagnostics;

namespace Markdwell.Benchmarks;

/// <summary>A process under measurement.</summary>
internal sealed class Server : IDisposable
{
    private const double TicksPerSecond = 100;

    private readonly Process process;

    private Server(Process process, int port, TimeSpan firstAnswer)
    {
        this.process = process;
        Port = port;
        FirstAnswer = firstAnswer;
    }

    public int Port { get; }

    /// <summary>From the start of the process to its first good answer.</summary>
    public TimeSpan FirstAnswer { get; }

    /// <summary>User and system time so far, by the kernel's account.</summary>
    public double CpuSeconds
    {
        get
        {
            var stat = File.ReadAllText($"/proc/{process.Id}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return (double.Parse(fields[11]) + double.Parse(fields[12])) / TicksPerSecond;
        }
    }

    /// <summary>Proportional set size.</summary>
    public double MemoryMegabytes =>
        double.Parse(File.ReadLines($"/proc/{process.Id}/smaps_rollup").First(line => line.StartsWith("Pss:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]) / 1024;

    public static async Task<Server> StartAsync(string dll, int port, string probe, IReadOnlyDictionary<string, string> settings, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [dll, .. arguments]) { UseShellExecute = false, RedirectStandardOutput = true };
        start.Environment["ASPNETCORE_URLS"] = $"http://127.0.0.1:{port}";
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        var watch = Stopwatch.StartNew();
        var started = Process.Start(start)!;
        started.OutputDataReceived += (_, _) => { };
        started.BeginOutputReadLine();
        using var http = new HttpClient();
        while (!await AnswersAsync(http, new Uri($"http://127.0.0.1:{port}{probe}")))
        {
            if (started.HasExited || watch.Elapsed > TimeSpan.FromSeconds(30))
            {
                throw new InvalidOperationException($"{dll} did not start.");
            }

            await Task.Delay(5);
        }

        return new Server(started, port, watch.Elapsed);
    }

    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }

    private static async Task<bool> AnswersAsync(HttpClient http, Uri address)
    {
        try
        {
            using var response = await http.GetAsync(address);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
