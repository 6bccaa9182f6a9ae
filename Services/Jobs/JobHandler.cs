using Markdwell.Models;

namespace Markdwell.Services.Jobs;

/// <summary>A job whose turn it is.</summary>
/// <param name="Failures">Of the tries before this one, in a row.</param>
public sealed record DueJob(Tenant Tenant, JobKind Kind, string Subject, string Cause, JobHints Hints, int Failures);

/// <summary>How work on a job ended.</summary>
/// <param name="Failure">The short name of the way in which it failed; null when it did not.</param>
/// <param name="After">When it is to come again. A failed job comes after a growing pause unless this says otherwise; one that has not failed is done unless this says otherwise.</param>
public readonly record struct JobResult(string? Failure, TimeSpan? After)
{
    /// <summary>The failure of a product that asked to wait.</summary>
    public const string RateLimited = nameof(RateLimited);

    public static JobResult Done => default;

    /// <summary>Not over yet: comes again without having failed.</summary>
    public static JobResult Again(TimeSpan after) => new(null, after);

    public static JobResult Failed(string failure, TimeSpan? pause = null) => new(failure, pause);
}

/// <summary>
/// Who works on the jobs of a kind. It may be called again for the same job after it has ended, or died on the way, so it asks the product
/// for the state of things and makes what is missing.
/// </summary>
public sealed record JobHandler(JobKind Kind, Func<DueJob, CancellationToken, Task<JobResult>> WorkAsync);
