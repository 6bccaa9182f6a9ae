using System.Text.Json;
using Markdwell.Sandbox.Changes;
using Markdwell.Sandbox.Sites;

namespace Markdwell.Sandbox.Rest.Jira;

/// <summary>Issue properties: no versions, the last write wins.</summary>
internal static class PropertyEndpoints
{
    public static void Map(IEndpointRouteBuilder jira)
    {
        var properties = jira.MapGroup("/issue/{idOrKey}/properties");
        properties.MapGet("", (Caller caller, string idOrKey) => caller.Issue(idOrKey) is { } issue
            ? Results.Ok(new { keys = issue.Properties.All.Select(p => new { key = p.Key, self = Self(caller, issue, p.Key) }) })
            : Refusal.NotFound);
        properties.MapGet("/{key}", (Caller caller, string idOrKey, string key) => caller.Issue(idOrKey)?.Properties.Find(key) is { } property
            ? Results.Ok(new { key = property.Key, value = property.Value })
            : Refusal.NotFound);
        properties.MapPut("/{key}", Put);
        properties.MapDelete("/{key}", Remove);
    }

    private static async Task<IResult> Put(Caller caller, string idOrKey, string key, HttpRequest request, Desk desk)
    {
        if (Refuse(caller, idOrKey, out var issue) is { } refusal)
        {
            return refusal;
        }
        using var reader = new StreamReader(request.Body);
        var text = await reader.ReadToEndAsync(request.HttpContext.RequestAborted);
        if (key.Length > 255 || text.Length > Sites.Properties.MaxLength)
        {
            return new Refusal(400, $"a key has at most 255 characters, a value {Sites.Properties.MaxLength}; these have {key.Length} and {text.Length}");
        }
        try
        {
            var isNew = issue.Properties.Find(key) is null;
            desk.Put(caller.Site, issue, key, JsonElement.Parse(text), caller.Person);
            return isNew ? Results.Created(Self(caller, issue, key), null) : Results.Ok();
        }
        catch (JsonException)
        {
            return new Refusal(400, "the value is no JSON");
        }
    }

    private static IResult Remove(Caller caller, string idOrKey, string key, Desk desk)
    {
        if (Refuse(caller, idOrKey, out var issue) is { } refusal)
        {
            return refusal;
        }
        return desk.Remove(caller.Site, issue, key) ? Results.NoContent() : Refusal.NotFound;
    }

    private static Refusal? Refuse(Caller caller, string idOrKey, out Issue issue)
    {
        issue = caller.Issue(idOrKey)!;
        return issue is null ? Refusal.NotFound : issue.LetsEdit(caller.Person) ? null : new Refusal(403, "you may not edit this issue");
    }

    private static string Self(Caller caller, Issue issue, string key) =>
        $"{caller.Tenant.BaseUrl}/rest/api/3/issue/{issue.Id}/properties/{Uri.EscapeDataString(key)}";
}
