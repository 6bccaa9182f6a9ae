using System.ComponentModel.DataAnnotations;

namespace Markdwell.Models;

/// <summary>A comment of the app's own, so that there is one and not two.</summary>
public sealed class Reaction
{
    public int TenantId { get; set; }

    public required ReactionKind Kind { get; set; }

    /// <summary>The id of the page or issue.</summary>
    [MaxLength(64)]
    public required string Subject { get; set; }

    /// <summary>From before it is sent until its id is known. Whoever finds this set looks for the comment before he writes one.</summary>
    public DateTime? SendingSince { get; set; }

    [MaxLength(40)]
    public string? CommentId { get; set; }

    /// <summary>Of the comment that says that all is well again.</summary>
    [MaxLength(40)]
    public string? AnswerId { get; set; }

    /// <summary>SHA-256 of what the comment says, so that it is changed only when it would say something else.</summary>
    [MaxLength(64)]
    public string Fingerprint { get; set; } = "";

    public DateTime ChangedAt { get; set; }

    public Tenant? Tenant { get; set; }
}

public enum ReactionKind
{
    /// <summary>An issue is done, and required items of its note are not.</summary>
    OpenItems,

    /// <summary>A file that a page shows is to be had no more.</summary>
    BrokenSource,
}
