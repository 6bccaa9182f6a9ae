using System.Globalization;
using Markdwell.Models;
using Markdwell.Services.Atlassian;
using Markdwell.Services.Atlassian.Points;

namespace Markdwell.Services.Reports;

/// <summary>
/// What Jira lets a viewer do in a project, and which of its issues he may see: the app itself may see more.
/// https://developer.atlassian.com/cloud/jira/platform/security-for-connect-apps/
/// </summary>
public sealed class ReportRights(ProductClients clients)
{
    /// <summary>Of issues in one question.</summary>
    public const int MostAtOnce = 1000;

    private const string Browse = "BROWSE_PROJECTS";
    private const string AdministerProject = "ADMINISTER_PROJECTS";
    private const string AdministerSite = "ADMINISTER";

    public async Task<Right> MayBrowseAsync(Tenant tenant, string accountId, string projectId, CancellationToken cancellationToken)
    {
        var answer = await AskAsync(tenant, new(accountId, [new([Browse], Projects: [Number(projectId)])]), cancellationToken);
        return From(answer, MayIn(answer.Value, Browse, projectId));
    }

    /// <summary>A walk costs Jira's patience with the whole app, so not everybody may start one.</summary>
    public async Task<Right> MayRebuildAsync(Tenant tenant, string accountId, string projectId, CancellationToken cancellationToken)
    {
        var answer = await AskAsync(tenant, new(accountId, [new([AdministerProject], Projects: [Number(projectId)])], [AdministerSite]), cancellationToken);
        return From(answer, MayIn(answer.Value, AdministerProject, projectId) || answer.Value?.GlobalPermissions?.Contains(AdministerSite, StringComparer.Ordinal) == true);
    }

    /// <returns>Those of the issues that the viewer may see now; null when Jira did not say.</returns>
    public async Task<IReadOnlySet<string>?> VisibleAsync(Tenant tenant, string accountId, IReadOnlyList<string> issueIds, CancellationToken cancellationToken)
    {
        if (issueIds.Count == 0)
        {
            return new HashSet<string>(StringComparer.Ordinal);
        }

        var answer = await AskAsync(tenant, new(accountId, [new([Browse], Issues: [.. issueIds.Select(Number)])]), cancellationToken);
        return answer.Outcome != CallOutcome.Ok ? null : answer.Value?.ProjectPermissions?
            .Where(one => one?.Permission == Browse)
            .SelectMany(one => one!.Issues ?? [])
            .Select(id => id.ToString(CultureInfo.InvariantCulture))
            .ToHashSet(StringComparer.Ordinal);
    }

    private Task<Answer<JiraPermissions>> AskAsync(Tenant tenant, JiraPermissionQuestion question, CancellationToken cancellationToken) =>
        clients.For<IJiraApi>(tenant, Urgency.Action).CheckPermissionsAsync(question, cancellationToken).AnswerAsync();

    private static bool MayIn(JiraPermissions? permissions, string permission, string projectId) =>
        permissions?.ProjectPermissions?.Any(one => one?.Permission == permission && one.Projects?.Contains(Number(projectId)) == true) == true;

    private static Right From(Answer<JiraPermissions> answer, bool granted) => answer.Outcome switch
    {
        CallOutcome.Ok => granted ? Right.Granted : Right.Denied,
        CallOutcome.NotFound => Right.Denied,
        _ => Right.Unknown,
    };

    private static long Number(string id) => long.Parse(id, NumberStyles.None, CultureInfo.InvariantCulture);
}
