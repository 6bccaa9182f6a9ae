using Markdwell.Models;
using Markdwell.Services.Atlassian;
using Markdwell.Services.Settings;
using Microsoft.AspNetCore.Mvc;

namespace Markdwell.Pages.Settings.Activity;

/// <summary>What an administrator does with a job that was set aside.</summary>
public abstract class SetAsidePage(ViewerRights rights, AuditLog audit, AuditAction action, string said) : AdminPage(rights)
{
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if ((await FormBody.ReadAsync<JobForm>(Request, cancellationToken))?.Job is not { } job)
        {
            return FormAnswer.Unreadable;
        }

        if (!await TryAsync(job.Kind, job.Subject, cancellationToken))
        {
            return FormAnswer.Refused(StatusCodes.Status404NotFound, JobSentences.NotSetAside);
        }

        var subject = JobSentences.Subject(job.Kind, job.Subject);
        await audit.WriteAsync(Tenant, AccountId, action, subject, cancellationToken);
        return FormAnswer.Said("success", $"{subject}: {said}");
    }

    /// <returns>False when it is not set aside any more.</returns>
    protected abstract Task<bool> TryAsync(JobKind kind, string subject, CancellationToken cancellationToken);
}
