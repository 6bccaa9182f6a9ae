using System.Net.Http.Json;
using System.Text.Json;

namespace Markdwell.Tests.E2E.Hosting;

/// <summary>The pretend Atlassian site's control API, described in sandbox/README.md.</summary>
public sealed class Sandbox(int port) : IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false })
    {
        BaseAddress = new($"http://localhost:{port}"),
    };

    public string Home { get; } = $"http://localhost:{port}";

    public string Acme { get; } = $"http://localhost:{port + 1}";

    public string Globex { get; } = $"http://localhost:{port + 2}";

    /// <summary>The pretend Git host's address; its name is what follows the scheme.</summary>
    public string Git { get; } = $"http://localhost:{port + 3}";

    public async Task InstallEverywhereAsync()
    {
        foreach (var tenant in (string[])["acme/confluence", "acme/jira", "globex/confluence", "globex/jira"])
        {
            await PostAsync(tenant + "/install");
        }
    }

    public Task ResetAsync() => PostAsync("reset");

    /// <summary>Goes wrong for every call whose path holds <paramref name="match"/>, until <see cref="MendAsync"/>.</summary>
    public Task BreakAsync(string match, string kind, int retryAfter = 1, int delay = 0) =>
        PostAsync("faults", new { kind, match, times = 100, retryAfter, delay });

    /// <summary>Goes wrong for every question to the Git host whose path holds <paramref name="match"/>.</summary>
    public Task BreakGitAsync(string match, string kind, int retryAfter = 1, int delay = 0, string? target = null) =>
        PostAsync("faults", new { kind, match, times = 100, retryAfter, delay, target, site = "git" });

    /// <summary>A new commit of one file, as somebody pushes it.</summary>
    public async Task<string> PushAsync(string repository, string path, string text)
    {
        using var body = new StringContent(text);
        using var answer = await http.PutAsync($"/sandbox/git/{repository}/files/{path}", body);
        return (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
    }

    public Task MendAsync() => DeleteAsync("faults");

    public Task<JsonElement> GetAsync(string path) => http.GetFromJsonAsync<JsonElement>("/sandbox/" + path);

    public Task PostAsync(string path, object? body = null) => SendAsync(HttpMethod.Post, path, body);

    public async Task<T> PostAsync<T>(string path, object body)
    {
        using var answer = await SendAsync(HttpMethod.Post, path, body);
        return (await answer.Content.ReadFromJsonAsync<T>())!;
    }

    public Task PutAsync(string path, object body) => SendAsync(HttpMethod.Put, path, body);

    public Task DeleteAsync(string path) => SendAsync(HttpMethod.Delete, path);

    /// <summary>The ids of a page's macros, in its order.</summary>
    public async Task<string[]> MacrosAsync(string site, string page) =>
        [.. (await GetAsync($"{site}/pages/{page}")).GetProperty("macros").EnumerateArray().Select(macro => macro.GetProperty("id").GetString()!)];

    /// <summary>The text of the only macro of a page, as it is stored.</summary>
    public async Task<string> TextAsync(string site, string page) =>
        (await GetAsync($"{site}/pages/{page}")).GetProperty("macros").EnumerateArray().Single().GetProperty("body").GetString()!;

    /// <summary>A new page of one Markdown macro.</summary>
    public Task<string> NewPageAsync(string site, string markdown) => NewPageAsync(site, new { markdown });

    /// <summary>A new page in storage format.</summary>
    public Task<string> NewPageOfAsync(string site, string storage) => NewPageAsync(site, new { storage });

    public async Task AttachAsync(string site, string page, string name, string text, string mediaType = "text/markdown")
    {
        using var answer = await http.PutAsync(new Uri($"/sandbox/{site}/pages/{page}/attachments/{name}", UriKind.Relative), new StringContent(text, new System.Net.Http.Headers.MediaTypeHeaderValue(mediaType)));
        answer.EnsureSuccessStatusCode();
    }

    public Task DetachAsync(string site, string page, string name) => DeleteAsync($"{site}/pages/{page}/attachments/{name}");

    /// <summary>Signed addresses, as the product hands them to a browser.</summary>
    public async Task<Signed> SignAsync(string tenant, object wish)
    {
        using var answer = await SendAsync(HttpMethod.Post, tenant + "/url", wish);
        return (await answer.Content.ReadFromJsonAsync<Signed>())!;
    }

    /// <summary>The address of the first macro of a page.</summary>
    public async Task<string> MacroUrlAsync(string site, string page, string @as, string? outputType = null)
    {
        var macro = (await MacrosAsync(site, page))[0];
        return (await SignAsync(site + "/confluence", new { module = "markdwell-markdown", @as, page, macro, outputType })).Url;
    }

    public void Dispose() => http.Dispose();

    private async Task<string> NewPageAsync(string site, object page)
    {
        using var answer = await SendAsync(HttpMethod.Post, site + "/pages", page);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, "/sandbox/" + path) { Content = body is null ? null : JsonContent.Create(body) };
        var answer = await http.SendAsync(request);
        return answer.IsSuccessStatusCode
            ? answer
            : throw new HttpRequestException($"{method} {path}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
    }
}

public sealed record Signed(string Url, string ContextToken);
