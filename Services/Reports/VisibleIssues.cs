using Markdwell.Models;
using Microsoft.EntityFrameworkCore;

namespace Markdwell.Services.Reports;

/// <summary>Which issues of a project somebody may see, as far as Jira was asked; see docs/report.md for what of it is proved.</summary>
/// <param name="HasUnsecured">Those without a security level.</param>
/// <param name="Levels">The ids of security levels whose issues may be seen.</param>
/// <param name="Refused">Issues of those classes that may not.</param>
/// <param name="IsPartial">A class of issues is left out although the viewer may see some of it.</param>
public sealed record VisibleIssues(string ProjectId, bool HasUnsecured, IReadOnlyList<string> Levels, IReadOnlyList<string> Refused, bool IsPartial)
{
    /// <summary>The same for all viewers who may see the same.</summary>
    public string Name => string.Join('|', ProjectId, HasUnsecured, string.Join(',', Levels), string.Join(',', Refused));

    public IQueryable<IssueProgress> In(AppDbContext db, int tenantId)
    {
        var issues = db.IssueProgress.AsNoTracking().Where(i => i.TenantId == tenantId && i.ProjectId == ProjectId && i.Total > 0);

        // Lists go as one parameter: there may be more of them than a statement may have parameters.
        var (levels, refused) = (Levels.ToArray(), Refused.ToArray());
        issues = (HasUnsecured, levels.Length > 0) switch
        {
            (true, false) => issues.Where(i => i.SecurityLevelId == null),
            (true, true) => issues.Where(i => i.SecurityLevelId == null || EF.Parameter(levels).Contains(i.SecurityLevelId)),
            (false, true) => issues.Where(i => i.SecurityLevelId != null && EF.Parameter(levels).Contains(i.SecurityLevelId)),
            _ => issues.Where(i => false),
        };
        return refused.Length == 0 ? issues : issues.Where(i => !EF.Parameter(refused).Contains(i.IssueId));
    }
}
