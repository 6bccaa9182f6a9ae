using Markdwell.Sandbox.Connect;
using Markdwell.Sandbox.Sites;

namespace Markdwell.Sandbox.Rest.Jira;

internal static class PermissionEndpoints
{
    private const int MostAsked = 1000;
    private const int MostPeople = 200;

    public static void Map(IEndpointRouteBuilder jira)
    {
        jira.MapPost("/permissions/check", Check).WithMetadata(new Needs(Scope.Read));
        jira.MapGet("/mypermissions", Mine);
        jira.MapGet("/myself", (Caller caller) => caller.Person.IsKnown
            ? Results.Ok(Describe(caller.Person))
            : new Refusal(401, "nobody is logged in"));
        jira.MapGet("/user/bulk", People);
    }

    public static object Describe(Person person) => new { accountId = person.AccountId, displayName = person.Name, accountType = person.IsApp ? "app" : "atlassian", active = true };

    private static IResult People(string[]? accountId, int startAt = 0, int maxResults = 10)
    {
        if (accountId is not { Length: > 0 and <= MostPeople })
        {
            return new Refusal(400, $"ask for 1 to {MostPeople} accounts");
        }
        var (known, size) = (accountId.Distinct(StringComparer.Ordinal).Select(Person.ByAccount).OfType<Person>().ToList(), Math.Clamp(maxResults, 1, MostPeople));
        return Results.Ok(new { startAt, maxResults = size, total = known.Count, isLast = known.Count <= startAt + size, values = known.Skip(startAt).Take(size).Select(Describe) });
    }

    private static IResult Check(Caller caller, Question question)
    {
        var person = question.AccountId is { } account ? Person.ByAccount(account) : caller.Person;
        if (person is null)
        {
            return new Refusal(400, "no such account");
        }
        if ((question.ProjectPermissions ?? []).Any(asked => Ids(asked.Issues).Length > MostAsked || Ids(asked.Projects).Length > MostAsked))
        {
            return new Refusal(400, $"ask for at most {MostAsked} issues and {MostAsked} projects");
        }
        return Results.Ok(new
        {
            projectPermissions = (question.ProjectPermissions ?? []).SelectMany(asked => (asked.Permissions ?? []).Select(permission => new
            {
                permission,
                issues = Ids(asked.Issues).Where(id => caller.Site.Issues.Find(i => i.Id == id.ToString()) is { } issue && May(person, permission, issue)),
                projects = Ids(asked.Projects).Where(id => caller.Site.Project(id.ToString()) is not null && May(person, permission, null)),
            })),
            globalPermissions = (question.GlobalPermissions ?? []).Where(p => May(person, p, null)),
        });
    }

    private static IResult Mine(Caller caller, string? permissions, string? issueKey, string? issueId)
    {
        var issue = caller.Site.Issue(issueKey ?? issueId);
        if (permissions is null)
        {
            return new Refusal(400, "say which permissions");
        }
        return Results.Ok(new
        {
            permissions = permissions.Split(',').ToDictionary(p => p, p => new { key = p, havePermission = May(caller.Person, p, issue) }, StringComparer.Ordinal),
        });
    }

    private static bool May(Person person, string permission, Issue? issue) => permission switch
    {
        "ADMINISTER" or "ADMINISTER_PROJECTS" => person.IsAdmin,
        "BROWSE_PROJECTS" => issue?.LetsRead(person) ?? person.IsKnown,
        "EDIT_ISSUES" or "ADD_COMMENTS" or "TRANSITION_ISSUES" or "CREATE_ISSUES" => issue?.LetsEdit(person) ?? person.MayEdit,
        _ => false,
    };

    private static long[] Ids(long[]? ids) => ids ?? [];

    private sealed record Question(string? AccountId, string[]? GlobalPermissions, Asked[]? ProjectPermissions);

    private sealed record Asked(string[]? Permissions, long[]? Issues, long[]? Projects);
}
