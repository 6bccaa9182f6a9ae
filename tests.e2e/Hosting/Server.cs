using System.Collections.Concurrent;
using System.Diagnostics;

namespace Markdwell.Tests.E2E.Hosting;

/// <summary>A program of this repository, run as its user would run it: the built file and settings from outside, nothing else.</summary>
public sealed class Server : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly ConcurrentQueue<(DateTime At, string Line)> output = [];
    private readonly Process process;
    private readonly string name;

    private Server(string assembly, Dictionary<string, string> settings, string[]? around)
    {
        name = Path.GetFileNameWithoutExtension(assembly);
        var start = new ProcessStartInfo(around?[0] ?? "dotnet", around?[1..] ?? [assembly])
        {
            WorkingDirectory = Path.GetDirectoryName(assembly),
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (key, value) in settings)
        {
            start.Environment[key] = value;
        }

        // Shortcuts for development must not hide here.
        start.Environment["ASPNETCORE_ENVIRONMENT"] = start.Environment["DOTNET_ENVIRONMENT"] = "Production";
        process = new Process { StartInfo = start };
        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
    }

    public int ProcessId => process.Id;

    public string OutputSince(DateTime moment) =>
        $"--- {name}\n{string.Join('\n', output.Where(written => written.At >= moment).Select(written => written.Line))}\n";

    /// <param name="around">What starts the program in another way than people do.</param>
    /// <returns>The program, once <paramref name="health"/> answers.</returns>
    public static async Task<Server> StartAsync(string assembly, Uri health, Dictionary<string, string> settings, string[]? around = null)
    {
        var server = new Server(assembly, settings, around);
        server.process.Start();
        server.process.BeginOutputReadLine();
        server.process.BeginErrorReadLine();
        try
        {
            await server.AnswersAsync(health);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>As an operator's supervisor does it: asked to end, and left to.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
        using var limit = new CancellationTokenSource(StopLimit);
        await process.WaitForExitAsync(limit.Token);
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }

    private async Task AnswersAsync(Uri health)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        for (var since = Stopwatch.StartNew(); since.Elapsed < StartLimit; await Task.Delay(Pause))
        {
            if (process.HasExited)
            {
                throw new InvalidOperationException($"It ended while starting.\n{OutputSince(default)}");
            }

            try
            {
                using var answer = await http.GetAsync(health);
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
        }

        throw new TimeoutException($"{health} did not answer.\n{OutputSince(default)}");
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is { } text)
        {
            output.Enqueue((DateTime.UtcNow, text));
        }
    }
}
