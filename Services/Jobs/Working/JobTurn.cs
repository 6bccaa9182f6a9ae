namespace Markdwell.Services.Jobs.Working;

/// <summary>One instance's turn at a job.</summary>
/// <param name="Revision">What was told until the turn began.</param>
internal sealed record JobTurn(JobKey Key, DueJob Job, long Revision, DateTime BeganAt)
{
    /// <summary>That the work goes on with.</summary>
    public string? Trace { get; init; }

    /// <summary>Names the turn; another one each time that it is made longer.</summary>
    public required DateTime Lease { get; set; }
}
