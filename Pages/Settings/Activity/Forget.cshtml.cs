using Markdwell.Models;
using Markdwell.Services.Atlassian;
using Markdwell.Services.Connect;
using Markdwell.Services.Jobs;
using Markdwell.Services.Settings;

namespace Markdwell.Pages.Settings.Activity;

/// <summary>Forgets a job that was set aside.</summary>
[ExpectsToken(TokenKind.Context)]
public sealed class ForgetModel(ViewerRights rights, JobStore jobs, AuditLog audit) : SetAsidePage(rights, audit, AuditAction.JobDropped, "it is forgotten.")
{
    protected override Task<bool> TryAsync(JobKind kind, string subject, CancellationToken cancellationToken) => jobs.DropAsync(Tenant, kind, subject, cancellationToken);
}
