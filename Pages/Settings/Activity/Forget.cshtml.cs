using Markdwell.Models;
using Markdwell.Services.Atlassian;
using Markdwell.Services.Connect;
using Markdwell.Services.Jobs;
using Markdwell.Services.Settings;
using Microsoft.AspNetCore.Mvc;

namespace Markdwell.Pages.Settings.Activity;

/// <summary>Forgets a job that was set aside.</summary>
[ExpectsToken(TokenKind.Context)]
public sealed class ForgetModel(ViewerRights rights, JobStore jobs, AuditLog audit) : AdminPage(rights)
{
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if ((await FormBody.ReadAsync<JobForm>(Request, cancellationToken))?.Job is not { } job)
        {
            return FormAnswer.Unreadable;
        }

        if (!await jobs.DropAsync(Tenant, job.Kind, job.Subject, cancellationToken))
        {
            return FormAnswer.Refused(StatusCodes.Status404NotFound, JobSentences.NotSetAside);
        }

        await audit.WriteAsync(Tenant, AccountId, AuditAction.JobDropped, JobSentences.Subject(job.Kind, job.Subject), cancellationToken);
        return FormAnswer.Said("success", $"{JobSentences.Subject(job.Kind, job.Subject)}: it is forgotten.");
    }
}
