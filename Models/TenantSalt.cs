using System.ComponentModel.DataAnnotations;
using System.ComponentModel.DataAnnotations.Schema;

namespace Markdwell.Models;

/// <summary>What makes a tenant's entries in Redis findable and readable. It goes with the tenant's data.</summary>
public sealed class TenantSalt
{
    [Key, DatabaseGenerated(DatabaseGeneratedOption.None), ForeignKey(nameof(Tenant))]
    public int TenantId { get; set; }

    /// <summary>Random, in hexadecimal.</summary>
    [MaxLength(64)]
    public required string Salt { get; set; }

    public Tenant? Tenant { get; set; }
}
