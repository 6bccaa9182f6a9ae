using System.ComponentModel.DataAnnotations;

namespace Markdwell.Models;

/// <summary>
/// The note of a Jira issue as it was last acknowledged to somebody. Jira holds the truth; this is ahead of it for as long as
/// it takes to write, and says what Jira held last, so that what others wrote there can be told from what is ours.
/// </summary>
public sealed class Note
{
    public int TenantId { get; set; }

    [MaxLength(20)]
    public required string IssueId { get; set; }

    public required string Text { get; set; }

    /// <summary>The names of the text's lines, in their order, and the next one to give: numbers with spaces between them.</summary>
    public required string LineIds { get; set; }

    /// <summary>Grows by one with each change of the text, and is the order in which changes happened, whichever instance took them.</summary>
    [ConcurrencyCheck]
    public long Revision { get; set; }

    /// <summary>The text in Jira when it was last read or written; null when there was none.</summary>
    public string? WrittenText { get; set; }

    /// <summary>The revision that Jira holds. Smaller than <see cref="Revision"/> while Jira is to be told.</summary>
    public long WrittenRevision { get; set; }

    /// <summary>
    /// What was sent to Jira last, from before it is sent until its arrival is known. Whoever finds it there, after a crash in between,
    /// finds nobody else's change.
    /// </summary>
    public string? SentText { get; set; }

    public long SentRevision { get; set; }

    /// <summary>Whether the numbers and the status in Jira are those of <see cref="WrittenText"/>.</summary>
    public bool IsSummaryWritten { get; set; }

    /// <summary>When Jira is to be told next; null when it knows.</summary>
    public DateTime? DueAt { get; set; }

    /// <summary>Until when one instance is telling it, or Jira is left alone after having been told. Names the instance's turn as well.</summary>
    public DateTime? LeasedUntil { get; set; }

    public DateTime? WrittenAt { get; set; }

    /// <summary>Of telling Jira, in a row.</summary>
    public int Failures { get; set; }

    /// <summary>The name of the way in which the last try ended; null when well.</summary>
    [MaxLength(40)]
    public string? Failure { get; set; }

    /// <summary>The names of the last operations, so that one that is sent again is not done again.</summary>
    [MaxLength(4000)]
    public string RecentOperations { get; set; } = "";

    public int Total { get; set; }

    public int Done { get; set; }

    /// <summary>Items that are not optional.</summary>
    public int Mandatory { get; set; }

    public int MandatoryDone { get; set; }

    public DateTime ChangedAt { get; set; }

    public Tenant? Tenant { get; set; }

    /// <summary>Whether Jira holds this very text.</summary>
    public bool IsWritten => WrittenRevision == Revision;
}
