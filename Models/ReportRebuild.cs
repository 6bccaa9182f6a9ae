using System.ComponentModel.DataAnnotations;

namespace Markdwell.Models;

/// <summary>How far the walk through a project is that reads all its checklists.</summary>
public sealed class ReportRebuild
{
    public int TenantId { get; set; }

    [MaxLength(20)]
    public required string ProjectId { get; set; }

    public DateTime StartedAt { get; set; }

    /// <summary>Where Jira goes on; null at the beginning.</summary>
    [MaxLength(4000)]
    public string? NextPageToken { get; set; }

    /// <summary>Issues that were read.</summary>
    public int Read { get; set; }

    /// <summary>Issues that Jira has, as it estimated; null when it did not.</summary>
    public int? Expected { get; set; }

    public DateTime? FinishedAt { get; set; }

    public Tenant? Tenant { get; set; }
}
