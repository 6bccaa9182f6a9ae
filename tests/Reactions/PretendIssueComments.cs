using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Markdwell.Tests.Hosting;

namespace Markdwell.Tests.Reactions;

/// <summary>The comments of the issues of one Jira.</summary>
public sealed class PretendIssueComments
{
    private readonly ConcurrentDictionary<string, Comment> comments = new(StringComparer.Ordinal);
    private int lastId = 500;

    public PretendIssueComments(Internet internet, string baseUrl)
    {
        internet.OnAll($"{baseUrl}/rest/api/3/issue/", AnswerAsync);
        internet.OnAll($"{baseUrl}/rest/api/3/comment/", AnswerAsync);
    }

    /// <summary>Answers instead, without anything being done.</summary>
    public Func<HttpRequestMessage, HttpResponseMessage?> Before { get; set; } = _ => null;

    /// <summary>Answers instead, or throws, when all was done.</summary>
    public Func<HttpRequestMessage, HttpResponseMessage?> After { get; set; } = _ => null;

    /// <summary>Holds a call back until then.</summary>
    public Func<Task> Until { get; set; } = () => Task.CompletedTask;

    /// <summary>Of the app, as their readers see them.</summary>
    public IReadOnlyList<string> Own => [.. comments.Values.Where(comment => comment.IsOwn).Select(comment => Words(comment.Body))];

    public IReadOnlyList<string> OwnOn(string issue) => [.. comments.Values.Where(comment => comment.IsOwn && comment.Issue == issue).Select(comment => Words(comment.Body))];

    public IReadOnlyList<JsonNode> Bodies => [.. comments.Values.Where(comment => comment.IsOwn).Select(comment => comment.Body)];

    public int Writes { get; private set; }

    public void DeleteAll() => comments.Clear();

    /// <summary>With a property that says that it is ours.</summary>
    public void HasOfAPerson(JsonNode mark) =>
        comments["77"] = new("77", "10001", JsonNode.Parse("""{"type":"doc","version":1,"content":[]}""")!, IsOwn: false, mark);

    public JsonNode? MarkOfOwn() => comments.Values.First(comment => comment.IsOwn).Mark?.DeepClone();

    private static string Words(JsonNode body) => string.Join('\n', Texts(body));

    private static IEnumerable<string> Texts(JsonNode? node) => node switch
    {
        JsonObject some when some["text"] is { } text => [text.GetValue<string>()],
        JsonObject some => Texts(some["content"]),
        JsonArray many => many.SelectMany(Texts),
        _ => [],
    };

    private async Task<HttpResponseMessage> AnswerAsync(HttpRequestMessage request)
    {
        if (Before(request) is { } instead)
        {
            return instead;
        }

        await Until();
        var body = request.Content is null ? null : JsonNode.Parse(await request.Content.ReadAsStringAsync());
        var answer = Answer(request.Method.Method, request.RequestUri!.AbsolutePath.Split('/'), body);
        return After(request) ?? answer;
    }

    private HttpResponseMessage Answer(string method, string[] path, JsonNode? body)
    {
        lock (comments)
        {
            Writes += method == "GET" ? 0 : 1;
            switch (method, path)
            {
                case ("GET", [.., "issue", var issue, "comment"]):
                    var newest = comments.Values.Where(comment => comment.Issue == issue).OrderByDescending(comment => int.Parse(comment.Id, CultureInfo.InvariantCulture));
                    return Internet.Json(JsonSerializer.Serialize(new { comments = newest.Select(Json) }));
                case ("POST", [.., "issue", var issue, "comment"]):
                    var added = new Comment($"{++lastId}", issue, body!["body"]!.DeepClone(), IsOwn: true, Property(body));
                    comments[added.Id] = added;
                    return Internet.Json(JsonSerializer.Serialize(Json(added)), HttpStatusCode.Created);
                case ("PUT", [.., "comment", var id]) when comments.TryGetValue(id, out var found):
                    comments[id] = found with { Body = body!["body"]!.DeepClone(), Mark = Property(body) };
                    return Internet.Json(JsonSerializer.Serialize(Json(found)));
                case ("GET", [.., "comment", var id, "properties", var key]) when comments.TryGetValue(id, out var found) && found.Mark is not null:
                    return Internet.Json($$"""{"key":"{{key}}","value":{{found.Mark.ToJsonString()}}}""");
                default:
                    return Internet.Json("{}", HttpStatusCode.NotFound);
            }
        }
    }

    private static JsonNode? Property(JsonNode body) => body["properties"]?[0]?["value"]?.DeepClone();

    private static object Json(Comment comment) => new { id = comment.Id, author = new { accountType = comment.IsOwn ? "app" : "atlassian" }, body = comment.Body, created = "2026-11-23T04:00:00.000+0000" };

    private sealed record Comment(string Id, string Issue, JsonNode Body, bool IsOwn, JsonNode? Mark);
}
