using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

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
        CpuToFirstAnswer = CpuSeconds;
    }

    public int Port { get; }

    /// <summary>From the start of the process to its first good answer.</summary>
    public TimeSpan FirstAnswer { get; }

    /// <summary>In seconds.</summary>
    public double CpuToFirstAnswer { get; }

    /// <summary>What the process and all it has started have used so far, by the kernel's account.</summary>
    public double CpuSeconds => Tree(process.Id).Sum(SecondsOf);

    /// <summary>Proportional set size.</summary>
    public double MemoryMegabytes => Tree(process.Id).Sum(MegabytesOf);

    public static Task<Server> StartAsync(string dll, int port, string probe, IReadOnlyDictionary<string, string> settings, params string[] arguments) =>
        StartAsync(new ProcessStartInfo("dotnet", [dll, .. arguments]), port, probe, new Dictionary<string, string>(settings, StringComparer.Ordinal) { ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{port}" });

    public static async Task<Server> StartAsync(ProcessStartInfo start, int port, string probe, IReadOnlyDictionary<string, string> settings)
    {
        (start.UseShellExecute, start.RedirectStandardOutput) = (false, true);
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        var watch = Stopwatch.StartNew();
        var started = Process.Start(start)!;
        started.OutputDataReceived += (_, _) => { };
        started.BeginOutputReadLine();
        using var http = new HttpClient();
        while (!await ListensAsync(port) || !await AnswersAsync(http, new Uri($"http://127.0.0.1:{port}{probe}")))
        {
            if (started.HasExited || watch.Elapsed > TimeSpan.FromSeconds(30))
            {
                throw new InvalidOperationException($"{start.FileName} {string.Join(' ', start.ArgumentList)} did not start.");
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

    // Without an exception for each look: hundreds of them would take their part of the processor that a start is measured on.
    private static async Task<bool> ListensAsync(int port)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        using var attempt = new SocketAsyncEventArgs { RemoteEndPoint = new IPEndPoint(IPAddress.Loopback, port) };
        var completed = new TaskCompletionSource();
        attempt.Completed += (_, _) => completed.TrySetResult();
        if (socket.ConnectAsync(attempt))
        {
            await completed.Task;
        }

        return attempt.SocketError == SocketError.Success;
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

    private static IEnumerable<int> Tree(int id) =>
        Directory.EnumerateDirectories($"/proc/{id}/task")
            .SelectMany(thread => File.ReadAllText(Path.Combine(thread, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .SelectMany(child => Tree(int.Parse(child)))
            .Prepend(id);

    private static double SecondsOf(int id)
    {
        var stat = File.ReadAllText($"/proc/{id}/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return (double.Parse(fields[11]) + double.Parse(fields[12])) / TicksPerSecond;
    }

    private static double MegabytesOf(int id) =>
        double.Parse(File.ReadLines($"/proc/{id}/smaps_rollup").First(line => line.StartsWith("Pss:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]) / 1024;
}
