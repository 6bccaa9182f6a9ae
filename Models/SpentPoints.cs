namespace Markdwell.Models;

/// <summary>What all instances together have spent of the points that the products let the app spend in an hour, for one site.</summary>
public sealed class SpentPoints
{
    public int TenantId { get; set; }

    /// <summary>Its beginning. Of earlier ones nothing is kept.</summary>
    public DateTime Hour { get; set; }

    public long Points { get; set; }

    public Tenant? Tenant { get; set; }
}
