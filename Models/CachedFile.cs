using System.ComponentModel.DataAnnotations;

namespace Markdwell.Models;

/// <summary>The last good copy of a file from an attachment, a Git host or a URL, and how the last try to renew it ended.</summary>
public sealed class CachedFile
{
    public int TenantId { get; set; }

    /// <summary>SHA-256 of <see cref="Address"/>, which is too long for an index.</summary>
    [MaxLength(64)]
    public required string Key { get; set; }

    /// <summary>Everything that names the file, the connection included: whoever may not use a connection does not find its copies.</summary>
    [MaxLength(3000)]
    public required string Address { get; set; }

    /// <summary>Null for attachments.</summary>
    public int? ConnectionId { get; set; }

    public byte[] Content { get; set; } = [];

    /// <summary>SHA-256 of <see cref="Content"/>; empty while there never was a copy.</summary>
    [MaxLength(64)]
    public string ContentHash { get; set; } = "";

    [MaxLength(100)]
    public string? MediaType { get; set; }

    /// <summary>The last commit that changed the file, or the attachment's version.</summary>
    [MaxLength(100)]
    public string? Revision { get; set; }

    /// <summary>When that commit or version was made.</summary>
    public DateTime? RevisedAt { get; set; }

    /// <summary>Of the answer that is asked first when the copy is renewed.</summary>
    [MaxLength(500)]
    public string? ETag { get; set; }

    public DateTime? LastModified { get; set; }

    /// <summary>When the content came.</summary>
    public DateTime? FetchedAt { get; set; }

    /// <summary>When the host last said that this is the content.</summary>
    public DateTime? CheckedAt { get; set; }

    /// <summary>Since when every try has failed; null when the last one did not.</summary>
    public DateTime? FailingSince { get; set; }

    /// <summary>The name of the way in which the last try failed.</summary>
    [MaxLength(30)]
    public string? Failure { get; set; }

    /// <summary>When somebody last wanted it; what nobody wants is thrown out.</summary>
    public DateTime UsedAt { get; set; }

    public Tenant? Tenant { get; set; }
}
