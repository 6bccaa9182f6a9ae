using Markdwell.Sandbox.Connect;
using Markdwell.Sandbox.Sites;

namespace Markdwell.Sandbox.Rest.Jira;

/// <summary>Search by a small part of JQL, see <see cref="Jql"/>.</summary>
internal static class SearchEndpoints
{
    // With fields; Jira gives out many more ids alone.
    private const int Most = 100;
    private const int MostIds = 5000;

    public static void Map(IEndpointRouteBuilder jira)
    {
        jira.MapGet("/search/jql", (Caller caller, PageTokens tokens, string? jql, string[]? fields, string[]? properties, string? nextPageToken, int maxResults = 50) =>
            Search(caller, tokens, new Question(jql, nextPageToken, maxResults, fields, properties)));
        jira.MapPost("/search/jql", (Caller caller, PageTokens tokens, Question question) => Search(caller, tokens, question)).WithMetadata(new Needs(Scope.Read));
        jira.MapPost("/search/approximate-count", (Caller caller, CountQuestion question) =>
            Find(caller, question.Jql, out var found) ?? Results.Ok(new { count = found.Count })).WithMetadata(new Needs(Scope.Read));
    }

    private static IResult Search(Caller caller, PageTokens tokens, Question question)
    {
        var (fields, keys) = (IssueDescription.Names(question.Fields, "id"), IssueDescription.Names(question.Properties));
        if ((Find(caller, question.Jql, out var all) ?? IssueDescription.Refuse(keys)) is { } refusal)
        {
            return refusal;
        }
        if (tokens.Read(question.NextPageToken, question.Jql ?? "") is not { } after)
        {
            return new Refusal(400, "The nextPageToken is invalid or has expired.");
        }
        var size = Math.Clamp(question.MaxResults ?? 50, 1, fields is ["id"] && keys.Count == 0 ? MostIds : Most);
        var found = all.Where(issue => long.Parse(issue.Id) > after).Take(size + 1).ToList();
        return Results.Ok(new
        {
            issues = found.Take(size).Select(i => IssueDescription.Of(caller.Tenant, i, fields, keys)),
            nextPageToken = found.Count > size ? tokens.Write(long.Parse(found[size - 1].Id), question.Jql ?? "") : null,
            isLast = found.Count <= size,
        });
    }

    private static Refusal? Find(Caller caller, string? jql, out IReadOnlyList<Issue> found)
    {
        found = [];
        if (string.IsNullOrWhiteSpace(jql) || jql.TrimStart().StartsWith("ORDER", StringComparison.OrdinalIgnoreCase))
        {
            return new Refusal(400, "Unbounded JQL queries are not allowed here. Please add a search restriction to your query.");
        }
        try
        {
            found = [.. Jql.Find(caller.Site, caller.Person, jql)];
            return null;
        }
        catch (FormatException e)
        {
            return new Refusal(400, e.Message);
        }
    }

    private sealed record Question(string? Jql, string? NextPageToken, int? MaxResults, string[]? Fields, string[]? Properties);

    private sealed record CountQuestion(string? Jql);
}
