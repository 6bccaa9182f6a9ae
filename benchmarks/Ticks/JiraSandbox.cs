using System.Net.Http.Json;
using System.Text.Json;

namespace Markdwell.Benchmarks.Ticks;

/// <summary>The sandbox as the app's only site, with a Jira that takes its time; see sandbox/README.md.</summary>
internal sealed class JiraSandbox(int port) : IDisposable
{
    private readonly HttpClient http = new() { BaseAddress = new($"http://localhost:{port}/sandbox/") };

    public static Task<Server> StartAsync(string dll, int port, string app) => Server.StartAsync(dll, port, "/sandbox/state", new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["Sandbox__Port"] = $"{port}",
        ["Sandbox__Descriptor"] = app + "/atlassian-connect.json",
        ["Sandbox__InstallAtStart"] = "false",
    });

    public async Task InstallAsync() => await PostAsync("acme/jira/install", new { });

    /// <summary>From now on every call to Jira takes as long.</summary>
    public async Task TakeAsync(TimeSpan delay) => await PostAsync("faults", new { kind = "delay", match = "/rest/api/3", delay = delay.TotalMilliseconds, times = int.MaxValue });

    /// <returns>The key of a new issue that has a note.</returns>
    public async Task<string> NewIssueAsync(string text)
    {
        var issue = (await PostAsync("acme/issues", new { summary = "Measured" })).GetProperty("key").GetString()!;
        using var answer = await http.PutAsJsonAsync($"acme/issues/{issue}/properties/markdwell.note", new { version = 1, revision = 1, text });
        answer.EnsureSuccessStatusCode();
        return issue;
    }

    public async Task<string> NoteAsync(string issue) =>
        (await http.GetFromJsonAsync<JsonElement>($"acme/issues/{issue}/properties/markdwell.note")).GetProperty("text").GetString()!;

    /// <returns>A token for three minutes.</returns>
    public async Task<string> TokenAsync(string issue) =>
        (await PostAsync("acme/jira/url", new { module = "markdwell-note", @as = "alice", issue })).GetProperty("contextToken").GetString()!;

    public void Dispose() => http.Dispose();

    private async Task<JsonElement> PostAsync(string path, object body)
    {
        using var answer = await http.PostAsJsonAsync(path, body);
        answer.EnsureSuccessStatusCode();
        var text = await answer.Content.ReadAsStringAsync();
        return text.Length == 0 ? default : JsonElement.Parse(text);
    }
}
