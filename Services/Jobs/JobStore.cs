using Markdwell.Models;

namespace Markdwell.Services.Jobs;

/// <summary>What is told, and whose turn it is. The database is the queue.</summary>
public sealed class JobStore
{
    /// <summary>Joins the job of that kind and subject, or makes it. When this returns, it is in the database and will be worked on, whatever dies.</summary>
    /// <param name="cause">What happened, in the product's words.</param>
    /// <param name="delay">Before it is worked on, so that what happens together is one piece of work.</param>
    public Task TellAsync(int tenantId, JobKind kind, string subject, string cause, JobHints hints, TimeSpan delay, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    /// <summary>How much waits of a tenant's jobs, since when, and what was set aside.</summary>
    public Task<JobOverview> OverviewAsync(Tenant tenant, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <returns>False when it is not set aside any more.</returns>
    public Task<bool> ReplayAsync(Tenant tenant, JobKind kind, string subject, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>Forgets a job that was set aside.</summary>
    /// <returns>False when it is not set aside any more.</returns>
    public Task<bool> DropAsync(Tenant tenant, JobKind kind, string subject, CancellationToken cancellationToken) => throw new NotSupportedException();
}

/// <param name="Waiting">Those that are due, or will be.</param>
/// <param name="OldestToldAt">Of those that are due.</param>
/// <param name="SetAside">At most a hundred, the newest first.</param>
public sealed record JobOverview(int Waiting, DateTime? OldestToldAt, int SetAsideCount, IReadOnlyList<Job> SetAside);
