using System.Net.Http.Json;
using System.Text.Json;

namespace Markdwell.Benchmarks;

/// <summary>The sandbox as the app's only site; see sandbox/README.md.</summary>
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

    /// <returns>The key of a new issue whose checklist is known already.</returns>
    public async Task<string> NewCountedIssueAsync(int total, int done) => (await PostAsync("acme/issues", new
    {
        summary = "Measured",
        properties = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["markdwell.checklist"] = new { version = 1, total, done, open = total - done, percent = done * 100 / total, mandatory = total, mandatoryOpen = total - done },
        },
    })).GetProperty("key").GetString()!;

    public async Task MoveAsync(string issue, string status)
    {
        using var answer = await http.PutAsJsonAsync($"acme/issues/{issue}", new { status });
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>What happens from now on is delivered when it is asked for.</summary>
    public async Task HoldAsync()
    {
        using var answer = await http.PutAsJsonAsync("acme/jira/held", new { });
        answer.EnsureSuccessStatusCode();
    }

    public Task<JsonElement> ReleaseAsync(object release) => PostAsync("acme/jira/held/release", release);

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
