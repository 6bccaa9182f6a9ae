using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Markdwell.Tests.Hosting;

/// <summary>A site's Jira, as far as the app asks for it: what issues hold, the last writer wins, and who may do what with them.</summary>
public sealed class JiraSite
{
    private readonly ConcurrentDictionary<(string Issue, string Key), string> properties = new();
    private readonly ConcurrentDictionary<(string Person, long Issue, string Permission), bool> permissions = new();
    private readonly ConcurrentDictionary<string, bool> administrators = new(StringComparer.Ordinal);

    public JiraSite(Internet internet, string url)
    {
        internet.On("POST", $"{url}/rest/api/3/permissions/check", Permissions);
        internet.OnAll($"{url}/rest/api/3/issue/", AnswerAsync);
    }

    /// <summary>Answers about issues instead, or does something first and returns null.</summary>
    public Func<HttpRequestMessage, Task<HttpResponseMessage?>> Fault { get; set; } = _ => Task.FromResult<HttpResponseMessage?>(null);

    /// <summary>What it answers instead of rights, when it is away.</summary>
    public HttpStatusCode? AwayForRights { get; set; }

    public bool HasIssues { get; set; } = true;

    /// <summary>Each property that was written or taken away, in order.</summary>
    public ConcurrentQueue<(string Method, string Key, string? Value)> Writes { get; } = new();

    public bool IsPublic { get; set; }

    public string? this[string issue, string key]
    {
        get => properties.GetValueOrDefault((issue, key));
        set
        {
            if (value is null)
            {
                properties.TryRemove((issue, key), out _);
            }
            else
            {
                properties[(issue, key)] = value;
            }
        }
    }

    public IEnumerable<string> KeysOf(string issue) => properties.Keys.Where(place => place.Issue == issue).Select(place => place.Key);

    public void Permits(string person, string issue, params string[] what)
    {
        foreach (var permission in what)
        {
            permissions[(person, long.Parse(issue), permission)] = true;
        }
    }

    public void Administers(string person) => administrators[person] = true;

    public void Forbids(string person, string issue, string what) => permissions.TryRemove((person, long.Parse(issue), what), out _);

    private HttpResponseMessage Permissions(HttpRequestMessage request)
    {
        if (AwayForRights is { } status)
        {
            return new(status);
        }

        var question = JsonDocument.Parse(request.Content!.ReadAsStream()).RootElement;
        var person = question.GetProperty("accountId").GetString()!;
        var granted = new JsonArray();
        foreach (var asked in question.GetProperty("projectPermissions").EnumerateArray())
        {
            foreach (var permission in asked.GetProperty("permissions").EnumerateArray().Select(one => one.GetString()!))
            {
                var issues = asked.GetProperty("issues").EnumerateArray().Select(one => one.GetInt64()).Where(issue => permissions.ContainsKey((person, issue, permission)));
                granted.Add(new JsonObject { ["permission"] = permission, ["projects"] = new JsonArray(), ["issues"] = new JsonArray([.. issues.Select(issue => JsonValue.Create(issue))]) });
            }
        }

        return Internet.Json(new JsonObject { ["globalPermissions"] = administrators.ContainsKey(person) ? new JsonArray("ADMINISTER") : new JsonArray(), ["projectPermissions"] = granted }.ToJsonString());
    }

    /// <summary><c>/rest/api/3/issue/10001/properties/markdwell.note</c>, or the issue itself.</summary>
    private async Task<HttpResponseMessage> AnswerAsync(HttpRequestMessage request)
    {
        if (await Fault(request) is { } fault)
        {
            return fault;
        }

        var parts = Uri.UnescapeDataString(request.RequestUri!.AbsolutePath).Split('/');
        var isSeen = HasIssues && (parts.Length > 7 || request.Headers.Authorization is not null || IsPublic);
        return !isSeen ? Internet.Json("{}", HttpStatusCode.NotFound)
            : parts.Length > 7 ? await AnswerAsync(request, (parts[5], parts[7]))
            : Internet.Json($$"""{"id":"{{parts[5]}}","key":"ACME-1"}""");
    }

    private async Task<HttpResponseMessage> AnswerAsync(HttpRequestMessage request, (string Issue, string Key) place)
    {
        if (request.Method == HttpMethod.Get)
        {
            return properties.TryGetValue(place, out var value) ? Internet.Json($$"""{"key":"{{place.Key}}","value":{{value}}}""") : Internet.Json("{}", HttpStatusCode.NotFound);
        }

        var body = request.Content is null ? null : await request.Content.ReadAsStringAsync();
        Writes.Enqueue((request.Method.Method, place.Key, body));
        if (request.Method == HttpMethod.Delete)
        {
            return new(properties.TryRemove(place, out _) ? HttpStatusCode.NoContent : HttpStatusCode.NotFound);
        }

        var wasThere = properties.ContainsKey(place);
        properties[place] = body!;
        return Internet.Json("{}", wasThere ? HttpStatusCode.OK : HttpStatusCode.Created);
    }
}
