using System.ComponentModel.DataAnnotations;

namespace Markdwell.Models;

/// <summary>A macro that shows a file of a connection: tells an administrator where a connection is used, and which page shows a file that another one links to.</summary>
public sealed class SourceUse
{
    public int TenantId { get; set; }

    [MaxLength(64)]
    public required string PageId { get; set; }

    [MaxLength(64)]
    public required string MacroId { get; set; }

    /// <summary>Null when no connection fits the address: then an administrator sees which page asks for it.</summary>
    public int? ConnectionId { get; set; }

    /// <summary>Empty for hosts without repositories.</summary>
    [MaxLength(500)]
    public string Repository { get; set; } = "";

    /// <summary>The path within the repository, or the whole address.</summary>
    [MaxLength(2000)]
    public required string Path { get; set; }

    [MaxLength(255)]
    public required string Host { get; set; }

    /// <summary>The name of the way in which the last showing ended.</summary>
    [MaxLength(30)]
    public required string Outcome { get; set; }

    public DateTime SeenAt { get; set; }

    public Tenant? Tenant { get; set; }
}
