using System.ComponentModel.DataAnnotations;

namespace Markdwell.Models;

/// <summary>The body of one macro in one published version of a page. A published version never changes, so neither does the row.</summary>
public sealed class CachedText
{
    public int TenantId { get; set; }

    [MaxLength(64)]
    public required string PageId { get; set; }

    [MaxLength(100)]
    public required string MacroId { get; set; }

    public int PageVersion { get; set; }

    public required string Text { get; set; }

    /// <summary>Where the macro's text is instead, as its author pasted it.</summary>
    [MaxLength(2000)]
    public string? Address { get; set; }

    /// <summary>The page's attachment that holds the text instead.</summary>
    [MaxLength(255)]
    public string? Attachment { get; set; }

    /// <summary>The heading below which the part begins that is shown.</summary>
    [MaxLength(255)]
    public string? Section { get; set; }

    public DateTime FetchedAt { get; set; }

    public Tenant? Tenant { get; set; }
}
