using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Markdwell.Tests.Hosting;

namespace Markdwell.Tests.Reactions;

/// <summary>The footer comments of page 1001 of one Confluence, and the answers to them.</summary>
public sealed class PretendPageComments
{
    private readonly Lock turn = new();
    private readonly List<Comment> comments = [];
    private int lastId = 900;

    public PretendPageComments(Internet internet, string baseUrl)
    {
        internet.On("GET", $"{baseUrl}/api/v2/pages/1001/footer-comments", AnswerAsync);
        internet.OnAll($"{baseUrl}/api/v2/footer-comments", AnswerAsync);
    }

    /// <summary>Answers instead, without anything being done.</summary>
    public Func<HttpRequestMessage, HttpResponseMessage?> Before { get; set; } = _ => null;

    /// <summary>Answers instead, or throws, when all was done.</summary>
    public Func<HttpRequestMessage, HttpResponseMessage?> After { get; set; } = _ => null;

    public int Writes { get; private set; }

    /// <summary>Below the page, in storage format.</summary>
    public IReadOnlyList<string> OnPage => Bodies(comment => comment.Parent is null);

    public IReadOnlyList<string> Answers => Bodies(comment => comment.Parent is not null);

    public int VersionOfLast => comments[^1].Version;

    public void DeleteAll() => comments.Clear();

    /// <summary>Somebody else changes it.</summary>
    public void Touch() => comments[^1] = comments[^1] with { Version = comments[^1].Version + 1 };

    private List<string> Bodies(Func<Comment, bool> which)
    {
        lock (turn)
        {
            return [.. comments.Where(which).Select(comment => comment.Storage)];
        }
    }

    private async Task<HttpResponseMessage> AnswerAsync(HttpRequestMessage request)
    {
        if (Before(request) is { } instead)
        {
            return instead;
        }

        var body = request.Content is null ? null : JsonNode.Parse(await request.Content.ReadAsStringAsync());
        HttpResponseMessage answer;
        lock (turn)
        {
            answer = Answer(request.Method.Method, request.RequestUri!.AbsolutePath.Split('/'), body);
        }

        return After(request) ?? answer;
    }

    private HttpResponseMessage Answer(string method, string[] path, JsonNode? body)
    {
        Writes += method == "GET" ? 0 : 1;
        switch (method, path)
        {
            case ("GET", [.., "pages", _, "footer-comments"]):
                return List(null);
            case ("GET", [.., var id, "children"]):
                return List(id);
            case ("POST", _):
                var parent = body!["parentCommentId"]?.GetValue<string>();
                if (parent is null ? body["pageId"]?.GetValue<string>() != "1001" : comments.TrueForAll(comment => comment.Id != parent))
                {
                    return Internet.Json("{}", HttpStatusCode.NotFound);
                }

                comments.Add(new($"{++lastId}", parent, body["body"]!["value"]!.GetValue<string>(), 1));
                return Internet.Json(Json(comments[^1]));
        }

        var at = comments.FindIndex(comment => comment.Id == path[^1]);
        if (at < 0 || method == "GET")
        {
            return at < 0 ? Internet.Json("{}", HttpStatusCode.NotFound) : Internet.Json(Json(comments[at]));
        }

        var version = body!["version"]!["number"]!.GetValue<int>();
        if (version != comments[at].Version + 1)
        {
            return Internet.Json("{}", HttpStatusCode.Conflict);
        }

        comments[at] = comments[at] with { Storage = body["body"]!["value"]!.GetValue<string>(), Version = version };
        return Internet.Json(Json(comments[at]));
    }

    private HttpResponseMessage List(string? parent) =>
        Internet.Json($$"""{"results":[{{string.Join(',', comments.Where(comment => comment.Parent == parent).OrderByDescending(comment => int.Parse(comment.Id, CultureInfo.InvariantCulture)).Select(Json))}}]}""");

    private static string Json(Comment comment) =>
        JsonSerializer.Serialize(new { id = comment.Id, version = new { number = comment.Version }, body = new { storage = new { value = comment.Storage } } });

    private sealed record Comment(string Id, string? Parent, string Storage, int Version);
}
