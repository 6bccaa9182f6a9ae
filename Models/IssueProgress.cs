using System.ComponentModel.DataAnnotations;

namespace Markdwell.Models;

/// <summary>An issue with a checklist, as far as reports count it.</summary>
public sealed class IssueProgress
{
    public int TenantId { get; set; }

    [MaxLength(20)]
    public required string IssueId { get; set; }

    [MaxLength(20)]
    public required string ProjectId { get; set; }

    /// <summary>Such as <c>ACME-12</c>.</summary>
    [MaxLength(255)]
    public required string Key { get; set; }

    /// <summary>The number in the key, by which people sort.</summary>
    public int Number { get; set; }

    /// <summary>Null for nobody, or for an account that was closed. Names are asked of Jira when somebody looks.</summary>
    [MaxLength(128)]
    public string? AssigneeId { get; set; }

    public StatusCategory Status { get; set; }

    /// <summary>Null when whoever may see the project may see the issue, as far as security levels go.</summary>
    [MaxLength(20)]
    public string? SecurityLevelId { get; set; }

    public int Total { get; set; }

    public int Done { get; set; }

    /// <summary>Items that are not optional.</summary>
    public int Mandatory { get; set; }

    public int MandatoryDone { get; set; }

    public DateTime CreatedAt { get; set; }

    /// <summary>When Jira was last asked about it.</summary>
    public DateTime ReadAt { get; set; }

    public Tenant? Tenant { get; set; }
}

/// <summary>A version that an issue is to be fixed in; an issue may have several.</summary>
public sealed class IssueVersion
{
    public int TenantId { get; set; }

    [MaxLength(20)]
    public required string IssueId { get; set; }

    [MaxLength(20)]
    public required string VersionId { get; set; }

    [MaxLength(20)]
    public required string ProjectId { get; set; }

    [MaxLength(255)]
    public required string Name { get; set; }

    public Tenant? Tenant { get; set; }
}

/// <summary>Jira's three kinds of statuses: <c>new</c>, <c>indeterminate</c>, <c>done</c>.</summary>
public enum StatusCategory
{
    ToDo,
    InProgress,
    Done,
}
