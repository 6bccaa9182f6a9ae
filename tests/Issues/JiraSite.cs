using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Markdwell.Tests.Hosting;

namespace Markdwell.Tests.Issues;

/// <summary>A site's Jira, as far as the app asks for it: what issues hold, and who may do what with them.</summary>
public sealed class JiraSite
{
    private readonly ConcurrentDictionary<(string Issue, string Key), string> properties = new();
    private readonly ConcurrentDictionary<(string Person, long Issue, string Permission), bool> permissions = new();
    private readonly ConcurrentDictionary<string, bool> administrators = new(StringComparer.Ordinal);
    private readonly string url;

    public JiraSite(Internet internet, Site site)
    {
        url = site.BaseUrl;
        internet.On("POST", $"{url}/rest/api/3/permissions/check", Permissions);
        internet.OnAll($"{url}/rest/api/3/issue/", request => Task.FromResult(Answer(request)));
    }

    /// <summary>What it answers instead of properties, when it is away.</summary>
    public HttpStatusCode? Away { get; set; }

    /// <summary>The same for rights.</summary>
    public HttpStatusCode? AwayForRights { get; set; }

    public bool IsPublic { get; set; }

    public string? this[string issue, string key]
    {
        get => properties.GetValueOrDefault((issue, key));
        set => properties[(issue, key)] = value!;
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
    private HttpResponseMessage Answer(HttpRequestMessage request)
    {
        var parts = request.RequestUri!.AbsolutePath.Split('/');
        return Away is { } status ? new(status)
            : parts.Length > 7 ? Property(request, (parts[5], Uri.UnescapeDataString(parts[7])))
            : request.Headers.Authorization is null && !IsPublic ? Internet.Json("{}", HttpStatusCode.NotFound)
            : Internet.Json($$"""{"id":"{{parts[5]}}","key":"ACME-1"}""");
    }

    private HttpResponseMessage Property(HttpRequestMessage request, (string Issue, string Key) place) => request.Method.Method switch
    {
        "PUT" => Write(place, request),
        "DELETE" => new(properties.TryRemove(place, out _) ? HttpStatusCode.NoContent : HttpStatusCode.NotFound),
        _ => Read(place),
    };

    private HttpResponseMessage Read((string Issue, string Key) place) =>
        properties.TryGetValue(place, out var value) ? Internet.Json($$"""{"key":"{{place.Key}}","value":{{value}}}""") : Internet.Json("{}", HttpStatusCode.NotFound);

    private HttpResponseMessage Write((string Issue, string Key) place, HttpRequestMessage request)
    {
        using var reader = new StreamReader(request.Content!.ReadAsStream());
        properties[place] = reader.ReadToEnd();
        return new(HttpStatusCode.OK);
    }
}
