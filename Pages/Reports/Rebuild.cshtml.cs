using Markdwell.Services.Atlassian;
using Markdwell.Services.Connect;
using Markdwell.Services.Reports;
using Microsoft.AspNetCore.Mvc;

namespace Markdwell.Pages.Reports;

/// <summary>How far the walk through the project is, as a piece of HTML; and the button that starts one.</summary>
[ExpectsToken(TokenKind.Context)]
public sealed class RebuildModel(Visibility visibility, ReportRights rights, Rebuilds rebuilds) : ReportPage(visibility)
{
    public RebuildView Rebuild { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        var mayRebuild = rights.MayRebuildAsync(Tenant, AccountId, ProjectId, cancellationToken);
        Rebuild = new(await rebuilds.ReadAsync(Tenant, ProjectId, cancellationToken), await mayRebuild == Right.Granted);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        switch (await rights.MayRebuildAsync(Tenant, AccountId, ProjectId, cancellationToken))
        {
            case Right.Granted:
                return await rebuilds.StartAsync(Tenant, ProjectId, cancellationToken)
                    ? await OnGetAsync(cancellationToken)
                    : Refuse(StatusCodes.Status409Conflict, $"All checklists are being read, or were within the last {(int)Rebuilds.Pause.TotalMinutes} minutes.");
            case Right.Denied:
                return Refuse(StatusCodes.Status403Forbidden, "Only administrators of the project may have all checklists read again.");
            default:
                return Refuse(StatusCodes.Status503ServiceUnavailable, "Jira did not say whether you administer the project. Try again in a moment.");
        }
    }
}
