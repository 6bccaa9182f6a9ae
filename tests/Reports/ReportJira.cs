using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Web;
using Markdwell.Services.Atlassian;
using Markdwell.Tests.Hosting;

namespace Markdwell.Tests.Reports;

/// <summary>A site's Jira, as far as reports ask for it.</summary>
public sealed class ReportJira
{
    public ReportJira(Internet internet, string url)
    {
        internet.On("POST", $"{url}/rest/api/3/permissions/check", Permissions);
        internet.On("POST", $"{url}/rest/api/3/search/jql", Search);
        internet.On("POST", $"{url}/rest/api/3/search/approximate-count", _ => Internet.Json($$"""{"count":{{Issues.Count}}}"""));
        internet.On("GET", $"{url}/rest/api/3/user/bulk", People);
    }

    public Func<string, bool> Browses { get; set; } = _ => true;

    public Func<string, bool> Administers { get; set; } = person => person == Hosting.People.Alice;

    public Func<string, long, bool> Sees { get; set; } = (_, _) => true;

    /// <summary>What it answers instead to questions about issues.</summary>
    public Func<HttpStatusCode?> Away { get; set; } = () => null;

    /// <summary>The same for questions about the project.</summary>
    public HttpStatusCode? AwayForProjects { get; set; }

    /// <summary>Answers a search instead.</summary>
    public Func<string?, HttpResponseMessage?> Fault { get; set; } = _ => null;

    /// <summary>Those with a checklist, in the order of a walk.</summary>
    public List<JiraIssue> Issues { get; } = [];

    public Dictionary<string, string> Names { get; } = new(StringComparer.Ordinal);

    /// <summary>How many issues each question was about.</summary>
    public ConcurrentQueue<int> Asked { get; } = new();

    public int MostAtOnce { get; private set; }

    private int atOnce;

    private async Task<HttpResponseMessage> Permissions(HttpRequestMessage request)
    {
        var question = JsonDocument.Parse(await request.Content!.ReadAsStringAsync()).RootElement;
        var person = question.GetProperty("accountId").GetString()!;
        var answers = new JsonArray();
        foreach (var asked in question.GetProperty("projectPermissions").EnumerateArray())
        {
            var permission = asked.GetProperty("permissions")[0].GetString()!;
            var issues = Numbers(asked, "issues");
            if ((issues.Count > 0 ? Away() : AwayForProjects) is { } status)
            {
                return new(status);
            }

            if (issues.Count > 0)
            {
                Asked.Enqueue(issues.Count);
                MostAtOnce = Math.Max(MostAtOnce, Interlocked.Increment(ref atOnce));
                await Task.Delay(5);
                Interlocked.Decrement(ref atOnce);
            }

            var may = permission == "BROWSE_PROJECTS" ? Browses(person) : Administers(person);
            answers.Add(new JsonObject
            {
                ["permission"] = permission,
                ["issues"] = new JsonArray([.. issues.Where(id => Browses(person) && Sees(person, id)).Select(id => JsonValue.Create(id))]),
                ["projects"] = new JsonArray([.. Numbers(asked, "projects").Where(_ => may).Select(id => JsonValue.Create(id))]),
            });
        }

        return Internet.Json(new JsonObject { ["globalPermissions"] = new JsonArray(), ["projectPermissions"] = answers }.ToJsonString());
    }

    private HttpResponseMessage Search(HttpRequestMessage request)
    {
        var question = JsonDocument.Parse(request.Content!.ReadAsStream()).RootElement;
        var token = question.TryGetProperty("nextPageToken", out var sent) ? sent.GetString() : null;
        var jql = question.GetProperty("jql").GetString()!;
        if (jql.StartsWith("id in (", StringComparison.Ordinal))
        {
            return Internet.Json(new JsonObject
            {
                ["issues"] = new JsonArray([.. jql[7..^1].Split(", ").Select(id => new JsonObject { ["id"] = id, ["key"] = "X-1", ["fields"] = new JsonObject { ["summary"] = $"Summary of {id}" } })]),
            }.ToJsonString());
        }

        if (Fault(token) is { } fault)
        {
            return fault;
        }

        var from = token is null ? 0 : int.Parse(token, CultureInfo.InvariantCulture);
        var size = question.GetProperty("maxResults").GetInt32();
        var project = jql.Split(' ')[2];
        var found = Issues.Where(issue => issue.Fields!.Project!.Id == project).ToList();
        var page = new { issues = found.Skip(from).Take(size), nextPageToken = found.Count > from + size ? $"{from + size}" : null, isLast = found.Count <= from + size };
        return Internet.Json(JsonSerializer.Serialize(page, ProductClients.Json));
    }

    private HttpResponseMessage People(HttpRequestMessage request)
    {
        var asked = HttpUtility.ParseQueryString(request.RequestUri!.Query).GetValues("accountId") ?? [];
        return Internet.Json(JsonSerializer.Serialize(new { values = asked.Where(Names.ContainsKey).Select(id => new { accountId = id, displayName = Names[id] }) }));
    }

    private static List<long> Numbers(JsonElement asked, string name) =>
        asked.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray().Select(one => one.GetInt64())] : [];
}
