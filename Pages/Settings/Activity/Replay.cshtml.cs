using Markdwell.Models;
using Markdwell.Services.Atlassian;
using Markdwell.Services.Connect;
using Markdwell.Services.Jobs;
using Markdwell.Services.Settings;

namespace Markdwell.Pages.Settings.Activity;

/// <summary>Gives a job that was set aside its turn again.</summary>
[ExpectsToken(TokenKind.Context)]
public sealed class ReplayModel(ViewerRights rights, JobStore jobs, AuditLog audit) : SetAsidePage(rights, audit, AuditAction.JobReplayed, "it is tried again now.")
{
    protected override Task<bool> TryAsync(JobKind kind, string subject, CancellationToken cancellationToken) => jobs.ReplayAsync(Tenant, kind, subject, cancellationToken);
}
