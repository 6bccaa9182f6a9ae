using Markdwell.Sandbox.Sites;

namespace Markdwell.Sandbox.Rest.Confluence;

/// <summary>People, as Confluence tells about them.</summary>
internal static class UserEndpoints
{
    public static void Map(IEndpointRouteBuilder wiki)
    {
        wiki.MapGet("/rest/api/user", (string? accountId, string? expand) =>
            Person.ByAccount(accountId) is { } person ? Results.Ok(Describe(person, expand)) : Refusal.NotFound);
        wiki.MapGet("/rest/api/user/current", (Caller caller, string? expand) => Results.Ok(Describe(caller.Person, expand)));
        wiki.MapGet("/rest/api/user/bulk", (string[] accountId) =>
            Results.Ok(new { results = accountId.Select(Person.ByAccount).OfType<Person>().Select(p => Describe(p, null)) }));
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
