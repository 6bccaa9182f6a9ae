using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Markdwell.Tests.E2E.Hosting;

/// <summary>
/// A balancer as simple as they come: it asks each process several times a second whether it is ready, and gives each request to the next one
/// that was. It repeats nothing: what a process loses is lost.
/// </summary>
internal sealed class Balancer : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private static readonly string[] OfTheConnection = ["Connection", "Host", "Keep-Alive", "Transfer-Encoding"];

    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false, UseCookies = false, AllowAutoRedirect = false });
    private readonly CancellationTokenSource end = new();
    private readonly WebApplication server;
    private readonly Task watching;
    private IReadOnlyList<string> ready;
    private int turn;

    private Balancer(WebApplication server, IReadOnlyList<string> processes)
    {
        (this.server, ready) = (server, processes);
        server.Run(ForwardAsync);
        watching = WatchAsync(processes);
    }

    public static async Task<Balancer> StartAsync(string address, IReadOnlyList<string> processes)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(address).ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestLineSize = 32 * 1024);
        var balancer = new Balancer(builder.Build(), processes);
        await balancer.server.StartAsync();
        return balancer;
    }

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        await watching;
        await server.DisposeAsync();
        http.Dispose();
        end.Dispose();
    }

    private async Task WatchAsync(IReadOnlyList<string> processes)
    {
        while (!end.IsCancellationRequested)
        {
            var answers = await Task.WhenAll(processes.Select(async process => (Process: process, IsReady: await IsReadyAsync(process))));
            Volatile.Write(ref ready, [.. answers.Where(answer => answer.IsReady).Select(answer => answer.Process)]);
            await Task.Delay(Pause);
        }
    }

    private async Task<bool> IsReadyAsync(string process)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri(process + "/health/ready"));
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private async Task ForwardAsync(HttpContext context)
    {
        var processes = Volatile.Read(ref ready);
        if (processes.Count == 0)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }

        // As it came: what is signed must not be written in another way.
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var address = new Uri(processes[(int)((uint)Interlocked.Increment(ref turn) % processes.Count)] + target, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), address);
        request.Content = context.Request.ContentLength is null && context.Request.Headers.TransferEncoding.Count == 0 ? null : new StreamContent(context.Request.Body);
        foreach (var (name, values) in context.Request.Headers.Where(header => !OfTheConnection.Contains(header.Key, StringComparer.OrdinalIgnoreCase)))
        {
            _ = request.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values) || request.Content?.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values) == true;
        }

        await AnswerAsync(context.Response, request);
    }

    private async Task AnswerAsync(HttpResponse response, HttpRequestMessage request)
    {
        try
        {
            using var answer = await http.SendAsync(request);
            response.StatusCode = (int)answer.StatusCode;
            foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers).Where(header => !OfTheConnection.Contains(header.Key, StringComparer.OrdinalIgnoreCase)))
            {
                response.Headers[name] = values.ToArray();
            }

            // What has no body must not even be written nothing to.
            await (answer.StatusCode == HttpStatusCode.NoContent ? Task.CompletedTask : answer.Content.CopyToAsync(response.Body));
        }
        catch (Exception e) when (!response.HasStarted && e is HttpRequestException or IOException or OperationCanceledException)
        {
            response.Headers.Clear();
            response.StatusCode = StatusCodes.Status502BadGateway;
            await response.WriteAsync(e.ToString());
        }
    }
}
