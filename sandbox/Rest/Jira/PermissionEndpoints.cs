using Markdwell.Sandbox.Connect;
using Markdwell.Sandbox.Sites;

namespace Markdwell.Sandbox.Rest.Jira;

internal static class PermissionEndpoints
{
    public static void Map(IEndpointRouteBuilder jira)
    {
        jira.MapPost("/permissions/check", Check).WithMetadata(new Needs(Scope.Read));
        jira.MapGet("/mypermissions", Mine);
        jira.MapGet("/myself", (Caller caller) => caller.Person.IsKnown
            ? Results.Ok(new { accountId = caller.Person.AccountId, displayName = caller.Person.Name, accountType = caller.Person.IsApp ? "app" : "atlassian" })
            : new Refusal(401, "nobody is logged in"));
        jira.MapGet("/user/bulk", (string[] accountId) => Results.Ok(new
        {
            isLast = true,
            values = accountId.Select(Person.ByAccount).OfType<Person>().Select(p => new { accountId = p.AccountId, displayName = p.Name }),
        }));
    }

    private static IResult Check(Caller caller, Question question)
    {
        var person = question.AccountId is { } account ? Person.ByAccount(account) : caller.Person;
        if (person is null)
        {
            return new Refusal(400, "no such account");
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
