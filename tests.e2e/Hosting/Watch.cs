using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace Markdwell.Tests.E2E.Hosting;

/// <summary>
/// Looks at all that happens in a browser context beside the story: nothing may leave this machine, no script may fail,
/// no policy may be broken. Whatever is not allowed with a reason fails the story.
/// </summary>
public sealed partial class Watch
{
    private const string Bridge = "https://connect-cdn.atl-paas.net/";
    private static readonly ConcurrentDictionary<string, Task<(string Type, byte[] Body)>> BridgeFiles = [];
    private static readonly HttpClient Http = new(new SocketsHttpHandler { UseProxy = false });
    private static readonly byte[] EmptyPicture = Convert.FromBase64String("R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==");

    private readonly ConcurrentQueue<string> complaints = [];
    private readonly ConcurrentQueue<string> allowed = [];

    /// <summary>Addresses off this machine of which a picture was wanted; it was answered with an empty one.</summary>
    public ConcurrentQueue<string> Pictures { get; } = [];

    /// <summary>Cookies that the app tried to set.</summary>
    public ConcurrentQueue<string> Cookies { get; } = [];

    public IReadOnlyList<string> Complaints => [.. complaints.Where(line => !allowed.Any(part => line.Contains(part, StringComparison.Ordinal)))];

    public static async Task<Watch> OverAsync(IBrowserContext context, Stand stand)
    {
        var watch = new Watch();
        context.Console += (_, message) => watch.Hear(message);
        context.WebError += (_, error) => watch.complaints.Enqueue($"Uncaught: {error.Error}");
        context.Dialog += (_, dialog) => watch.Hear(dialog);
        context.Response += (_, response) => watch.Hear(response, stand);
        await context.RouteAsync(Elsewhere, route => watch.AnswerAsync(route, stand.Sandbox.Home));
        return watch;
    }

    /// <summary>Names a line that belongs to the story, and why.</summary>
    public void Allow(string part, string reason)
    {
        Assert.NotEmpty(reason);
        allowed.Enqueue(part);
    }

    private void Hear(IConsoleMessage message)
    {
        if (message.Type == "error" && !IsBridgeOfAFrameThatLeaves(message))
        {
            complaints.Enqueue($"Console: {message.Text} ({message.Location})");
        }
    }

    // What a frame asks for while its page is left passes the route below. In a frame that stays it would be missed by the story itself.
    private static bool IsBridgeOfAFrameThatLeaves(IConsoleMessage message) =>
        message.Location.StartsWith(Bridge, StringComparison.Ordinal) && message.Text.Contains("ERR_NAME_NOT_RESOLVED", StringComparison.Ordinal);

    private async void Hear(IDialog dialog)
    {
        complaints.Enqueue($"Dialog: {dialog.Message}");
        await TryHearAsync(dialog.DismissAsync);
    }

    private async void Hear(IResponse response, Stand stand)
    {
        if (response.Url.StartsWith(stand.App, StringComparison.Ordinal))
        {
            await TryHearAsync(async () =>
            {
                if (await response.HeaderValueAsync("set-cookie") is { } cookie)
                {
                    Cookies.Enqueue(cookie);
                }
            });
        }
    }

    // Nobody awaits what hears an answer, so what it throws would end the run of all stories as an error that belongs to none.
    // It is a complaint; one that comes when a story closes its browser comes after all have been read.
    private async Task TryHearAsync(Func<Task> listen)
    {
        try
        {
            await listen();
        }
        catch (PlaywrightException e)
        {
            complaints.Enqueue($"Not heard: {e.Message}");
        }
    }

    private async Task AnswerAsync(IRoute route, string home)
    {
        var request = route.Request;
        if (request.Url.StartsWith(Bridge, StringComparison.Ordinal))
        {
            var (type, body) = await BridgeFiles.GetOrAdd(request.Url, url => FetchAsync($"{home}/connect-cdn.atl-paas.net/{url[Bridge.Length..]}"));
            await route.FulfillAsync(new() { ContentType = type, BodyBytes = body, Headers = new Dictionary<string, string> { ["Access-Control-Allow-Origin"] = "*" } });
        }
        else if (request.ResourceType == "image")
        {
            Pictures.Enqueue(request.Url);
            await route.FulfillAsync(new() { ContentType = "image/gif", BodyBytes = EmptyPicture });
        }
        else
        {
            complaints.Enqueue($"A request left this machine: {request.Method} {request.Url}");
            await route.AbortAsync();
        }
    }

    private static async Task<(string Type, byte[] Body)> FetchAsync(string url)
    {
        using var answer = await Http.GetAsync(url);
        answer.EnsureSuccessStatusCode();
        return (answer.Content.Headers.ContentType!.ToString(), await answer.Content.ReadAsByteArrayAsync());
    }

    [GeneratedRegex(@"^(?!http://(?:(?:\w+\.)?localhost|127\.0\.0\.1)[:/])", RegexOptions.None, 1000)]
    private static partial Regex Elsewhere { get; }
}
