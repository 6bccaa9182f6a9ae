namespace Markdwell.Sandbox.Rest;

internal static class RestEndpoints
{
    public static void MapRest(this WebApplication app)
    {
        var wiki = app.MapGroup("/wiki");
        Confluence.PageEndpoints.Map(wiki);
        Confluence.PropertyEndpoints.Map(wiki);
        Confluence.CommentEndpoints.Map(wiki);
        Confluence.AttachmentEndpoints.Map(wiki);
        Confluence.SearchEndpoints.Map(wiki);
        Confluence.UserEndpoints.Map(wiki);
        AccountEndpoints.Map(wiki);

        var jira = app.MapGroup("/rest/api/3").AddEndpointFilter(Jira.WriteLimit.FilterAsync);
        Jira.IssueEndpoints.Map(jira);
        Jira.PropertyEndpoints.Map(jira);
        Jira.CommentEndpoints.Map(jira);
        Jira.PermissionEndpoints.Map(jira);
        Jira.SearchEndpoints.Map(jira);
        AccountEndpoints.Map(app);
    }
}
