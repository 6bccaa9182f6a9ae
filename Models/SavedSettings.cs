using System.ComponentModel.DataAnnotations;

namespace Markdwell.Models;

/// <summary>What the administrators of a site have decided otherwise than by default.</summary>
public sealed class SavedSettings
{
    public int TenantId { get; set; }

    /// <summary>JSON, as <c>Services.Settings.SiteSettings</c> reads it; values that are missing are the defaults.</summary>
    [MaxLength(8000)]
    public required string Values { get; set; }

    /// <summary>Raised with each change, so that of two administrators the second one is told.</summary>
    [ConcurrencyCheck]
    public int Version { get; set; }

    public DateTime ChangedAt { get; set; }

    public Tenant? Tenant { get; set; }
}
