using Markdwell.Sandbox.Connect;
using Markdwell.Sandbox.Sites;

namespace Markdwell.Sandbox.Rest.Jira;

/// <summary>Search by a small part of JQL, see <see cref="Jql"/>.</summary>
internal static class SearchEndpoints
{
    private const int Most = 100;

    public static void Map(IEndpointRouteBuilder jira)
    {
        jira.MapGet("/search/jql", (Caller caller, string jql, string? properties, string? nextPageToken, int maxResults = 50) =>
            Search(caller, new Question(jql, nextPageToken, maxResults, properties?.Split(','))));
        jira.MapPost("/search/jql", (Caller caller, Question question) => Search(caller, question)).WithMetadata(new Needs(Scope.Read));
    }

    private static IResult Search(Caller caller, Question question)
    {
        IEnumerable<Issue> all;
        try
        {
            all = Jql.Find(caller.Site, caller.Person, question.Jql ?? "");
        }
        catch (FormatException e)
        {
            return new Refusal(400, e.Message);
        }
        var from = int.TryParse(question.NextPageToken, out var token) ? token : 0;
        var size = Math.Clamp(question.MaxResults ?? 50, 1, Most);
        var found = all.Skip(from).Take(size + 1).ToList();
        return Results.Ok(new
        {
            issues = found.Take(size).Select(i => IssueEndpoints.Describe(caller.Tenant, i, question.Properties is { Length: > 0 })),
            nextPageToken = found.Count > size ? (from + size).ToString() : null,
            isLast = found.Count <= size,
        });
    }

    private sealed record Question(string? Jql, string? NextPageToken, int? MaxResults, string[]? Properties);
}
