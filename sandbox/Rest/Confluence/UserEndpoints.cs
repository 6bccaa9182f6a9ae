using Markdwell.Sandbox.Sites;

namespace Markdwell.Sandbox.Rest.Confluence;

/// <summary>People, as Confluence tells about them.</summary>
internal static class UserEndpoints
{
    private const int Most = 200;

    public static void Map(IEndpointRouteBuilder wiki)
    {
        wiki.MapGet("/rest/api/user", (string? accountId, string? expand) =>
            Person.ByAccount(accountId) is { } person ? Results.Ok(Describe(person, expand)) : Refusal.NotFound);
        wiki.MapGet("/rest/api/user/current", (Caller caller, string? expand) => Results.Ok(Describe(caller.Person, expand)));
        wiki.MapGet("/rest/api/user/bulk", People);
    }

    private static IResult People(string[]? accountId, int start = 0, int limit = Most)
    {
        if (accountId is not { Length: > 0 and <= Most })
        {
            return new Refusal(400, $"ask for 1 to {Most} accounts");
        }
        var found = accountId.Distinct(StringComparer.Ordinal).Select(Person.ByAccount).OfType<Person>().Skip(start).Take(Math.Clamp(limit, 1, Most)).ToList();
        return Results.Ok(new { results = found.Select(person => Describe(person, null)), start, limit, size = found.Count });
    }

    private static object Describe(Person person, string? expand) => new
    {
        type = person.IsKnown ? "known" : "anonymous",
        accountId = person.AccountId,
        accountType = person.IsApp ? "app" : "atlassian",
        displayName = person.Name,
        publicName = person.Name,
        operations = expand?.Contains("operations", StringComparison.Ordinal) == true ? Operations(person) : null,
    };

    private static IEnumerable<object> Operations(Person person) => person switch
    {
        { IsAdmin: true } => [new { operation = "use", targetType = "application" }, new { operation = "administer", targetType = "application" }],
        { IsKnown: true } => [new { operation = "use", targetType = "application" }],
        _ => [],
    };
}
