using System.ComponentModel.DataAnnotations;

namespace Markdwell.Models;

/// <summary>
/// Work that was promised by an answer: something has happened to a page or an issue. There is one for each kind and subject; whoever
/// tells of the same subject again joins it, so that repeated, late and mixed up deliveries end in the same state.
/// </summary>
public sealed class Job
{
    public int TenantId { get; set; }

    public required JobKind Kind { get; set; }

    /// <summary>The id of the page, issue or project.</summary>
    [MaxLength(64)]
    public required string Subject { get; set; }

    /// <summary>Grows by one with each telling: work that began before the last one does not end the job.</summary>
    [ConcurrencyCheck]
    public long Revision { get; set; }

    /// <summary>What was told last, in the product's words: <c>jira:issue_updated</c>.</summary>
    [MaxLength(60)]
    public required string Cause { get; set; }

    /// <summary>What was told since work last ended, together.</summary>
    public JobHints Hints { get; set; }

    /// <summary>When the first was told of those that are not worked on yet.</summary>
    public DateTime ToldAt { get; set; }

    /// <summary>When it is to be worked on; null when it was set aside after too many failures.</summary>
    public DateTime? DueAt { get; set; }

    /// <summary>Until when one instance works on it. Names the instance's turn as well.</summary>
    public DateTime? LeasedUntil { get; set; }

    /// <summary>In a row.</summary>
    public int Failures { get; set; }

    /// <summary>The name of the way in which the last try failed.</summary>
    [MaxLength(100)]
    public string? Failure { get; set; }

    /// <summary>The trace of the request that told last, so that the work goes on with it; null while nobody observes.</summary>
    [MaxLength(55)]
    public string? Trace { get; set; }

    public Tenant? Tenant { get; set; }
}

public enum JobKind
{
    /// <summary>An issue of Jira is otherwise than it was.</summary>
    Issue,

    /// <summary>A page of Confluence is otherwise than it was.</summary>
    Page,

    /// <summary>Files that a page shows are to be had no more, or again.</summary>
    Source,

    /// <summary>The report on a project of Jira is to be made anew.</summary>
    Rebuild,

    /// <summary>A page or an issue is gone; what is remembered of it goes when nobody has brought it back.</summary>
    Forget,
}

/// <summary>What cannot be read from the product afterwards.</summary>
[Flags]
public enum JobHints
{
    None = 0,
    StatusChanged = 1,
    NoteChanged = 1 << 1,
    Removed = 1 << 2,
    ChecklistChanged = 1 << 3,
}
