using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace Markdwell.Tests.Hosting;

/// <summary>All the world beyond the app. A call that no test has registered is a fault.</summary>
public sealed class Internet
{
    private readonly ConcurrentDictionary<string, Func<HttpRequestMessage, Task<HttpResponseMessage>>> answers = new(StringComparer.Ordinal);

    private readonly ConcurrentDictionary<string, Func<HttpRequestMessage, Task<HttpResponseMessage>>> starts = new(StringComparer.Ordinal);

    public ConcurrentQueue<(string Method, Uri Uri, string? Authorization, string? Body)> Calls { get; } = new();

    public void On(string method, string url, Func<HttpRequestMessage, Task<HttpResponseMessage>> answer) => answers[$"{method} {url}"] = answer;

    public void On(string method, string url, Func<HttpRequestMessage, HttpResponseMessage> answer) => On(method, url, request => Task.FromResult(answer(request)));

    public void OnJson(string method, string url, string json, HttpStatusCode status = HttpStatusCode.OK) => On(method, url, _ => Json(json, status));

    /// <summary>All addresses that begin alike, but for those that are registered by themselves.</summary>
    public void OnAll(string start, Func<HttpRequestMessage, Task<HttpResponseMessage>> answer) => starts[start] = answer;

    public int Count(string part) => Calls.Count(call => call.Uri.AbsoluteUri.Contains(part, StringComparison.Ordinal));

    public static HttpResponseMessage Json(string json, HttpStatusCode status = HttpStatusCode.OK) =>
        new(status) { Content = new StringContent(json, Encoding.UTF8, "application/json") };

    public HttpMessageHandler Handler() => new Door(this);

    private sealed class Door(Internet internet) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var body = request.Content is null ? null : await request.Content.ReadAsStringAsync(cancellationToken);
            internet.Calls.Enqueue((request.Method.Method, request.RequestUri!, request.Headers.Authorization?.ToString(), body));
            var url = request.RequestUri!.GetLeftPart(UriPartial.Path);
            if (!internet.answers.TryGetValue($"{request.Method} {url}", out var answer)
                && (answer = internet.starts.FirstOrDefault(start => url.StartsWith(start.Key, StringComparison.Ordinal)).Value) is null)
            {
                throw new InvalidOperationException($"No test has registered {request.Method} {url}.");
            }

            var response = await answer(request).WaitAsync(cancellationToken);
            response.RequestMessage = request;
            return response;
        }
    }
}
