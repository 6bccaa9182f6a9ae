using System.ComponentModel.DataAnnotations;

namespace Markdwell.Models;

/// <summary>Who changed what.</summary>
public sealed class AuditEntry
{
    public long Id { get; set; }

    public int TenantId { get; set; }

    public DateTime At { get; set; }

    /// <summary>Null once the account is closed. Names are asked of the product when somebody looks.</summary>
    [MaxLength(128)]
    public string? AccountId { get; set; }

    public required AuditAction Action { get; set; }

    /// <summary>What exactly, in a few words for administrators; never a secret.</summary>
    [MaxLength(2000)]
    public string Detail { get; set; } = "";

    public Tenant? Tenant { get; set; }
}

public enum AuditAction
{
    SettingsChanged,
    SettingsReset,
    ConnectionAdded,
    ConnectionChanged,
    ConnectionDeleted,
    JobReplayed,
    JobDropped,
    DataErased,
}
