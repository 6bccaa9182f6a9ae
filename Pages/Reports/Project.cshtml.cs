using Markdwell.Services.Atlassian;
using Markdwell.Services.Connect;
using Markdwell.Services.Reports;
using Microsoft.AspNetCore.Mvc;

namespace Markdwell.Pages.Reports;

/// <summary>A project's report, as it is opened.</summary>
[ExpectsToken(TokenKind.Frame)]
public sealed class ProjectModel(Visibility visibility, ReportViews views, ReportRights rights, Rebuilds rebuilds) : ReportPage(visibility)
{
    /// <summary>Why there is nothing else.</summary>
    public string? Notice { get; private set; }

    public ReportView? View { get; private set; }

    public RebuildView Rebuild { get; private set; } = null!;

    /// <summary>Of the address itself, which the token's hash covers.</summary>
    protected override string? AskedProjectId => Request.Query["projectId"];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        var mayRebuild = rights.MayRebuildAsync(Tenant, AccountId, ProjectId, cancellationToken);
        var state = await rebuilds.EnsureAsync(Tenant, ProjectId, Visible.Walk, cancellationToken);
        View = await views.OfAsync(HttpContext.Caller(), Visible, new(new(), new()), cancellationToken);
        Rebuild = new(state, await mayRebuild == Right.Granted);
        return Page();
    }

    protected override IActionResult Refuse(int status, string sentence)
    {
        Notice = sentence;
        Response.StatusCode = status;
        return Page();
    }
}

public sealed record RebuildView(RebuildState State, bool MayStart);
