using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;

namespace Markdwell.Benchmarks.Ticks;

/// <summary>Somebody who ticks the items of a checklist, one after the other, with a short look in between.</summary>
internal sealed class Ticker(HttpClient app, JiraSandbox jira, string issue)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    private int[] items = [];
    private int at;

    /// <summary>Opens the panel.</summary>
    public async Task OpenAsync()
    {
        using var answer = await SendAsync(app, HttpMethod.Get, "/issues/note/state?revision=-1&isWritten=false&fresh=true", null, await jira.TokenAsync(issue));
        var state = await answer.Content.ReadFromJsonAsync<JsonElement>();
        items = [.. state.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetInt32())];
    }

    /// <param name="server">The app; or the yardstick, which says the same to everything.</param>
    /// <returns>How long each tick took until it was answered, in milliseconds.</returns>
    public async Task<List<double>> TickAsync(HttpClient server, int times)
    {
        var token = await jira.TokenAsync(issue);
        var waited = new List<double>();
        for (var i = 0; i < times; i++, at++)
        {
            var tick = new { type = "tick", id = Guid.NewGuid(), item = items[at % items.Length], isDone = at / items.Length % 2 == 0 };
            var watch = Stopwatch.StartNew();
            using var answer = await SendAsync(server, HttpMethod.Post, "/issues/note/change", new { operations = new[] { tick } }, token);
            var said = await answer.Content.ReadFromJsonAsync<JsonElement>();
            waited.Add(watch.Elapsed.TotalMilliseconds);
            if (said.GetProperty("results")[0].GetProperty("outcome").GetString() != "ok")
            {
                throw new InvalidOperationException(said.ToString());
            }

            await Task.Delay(Look);
        }

        return waited;
    }

    /// <summary>One tick, and the bytes of its answer.</summary>
    public async Task<byte[]> AnswerAsync(bool isDone)
    {
        var tick = new { type = "tick", id = Guid.NewGuid(), item = items[0], isDone };
        using var answer = await SendAsync(app, HttpMethod.Post, "/issues/note/change", new { operations = new[] { tick } }, await jira.TokenAsync(issue));
        return await answer.Content.ReadAsByteArrayAsync();
    }

    /// <summary>Ticks once more, and waits until Jira holds it and all before.</summary>
    public async Task SettleAsync()
    {
        var text = JsonElement.Parse(await AnswerAsync(isDone: true)).GetProperty("state").GetProperty("text").GetString();
        for (var watch = Stopwatch.StartNew(); await jira.NoteAsync(issue) != text; await Task.Delay(Look))
        {
            if (watch.Elapsed > TimeSpan.FromSeconds(20))
            {
                throw new InvalidOperationException($"{issue}: what was ticked did not reach Jira.");
            }
        }
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient server, HttpMethod method, string path, object? body, string token)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.Authorization = new("JWT", token);
        var answer = await server.SendAsync(request);
        return answer.EnsureSuccessStatusCode();
    }
}
