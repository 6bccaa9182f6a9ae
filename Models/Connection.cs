using System.ComponentModel.DataAnnotations;

namespace Markdwell.Models;

/// <summary>
/// A host that texts of a site may come from, with the token that is shown there. Nothing is fetched from a host without
/// a connection.
/// </summary>
public sealed class Connection
{
    public int Id { get; set; }

    public int TenantId { get; set; }

    /// <summary>What administrators and authors call it.</summary>
    [MaxLength(100)]
    public required string Name { get; set; }

    public required HostKind Kind { get; set; }

    /// <summary>In lower case, with a port unless it is the usual one: <c>github.com</c>, <c>git.example.com:8443</c>.</summary>
    [MaxLength(255)]
    public required string Host { get; set; }

    /// <summary>Encrypted; only <c>ConnectionStore</c> can read it. Null for what the host gives to everybody.</summary>
    [MaxLength(4000)]
    public string? ProtectedToken { get; set; }

    /// <summary>One a line: <c>acme/docs</c>, or <c>acme/*</c>. Empty: all that the token reaches.</summary>
    [MaxLength(4000)]
    public string Repositories { get; set; } = "";

    /// <summary>As the host or the administrator said.</summary>
    public DateTime? TokenExpiresAt { get; set; }

    public DateTime ChangedAt { get; set; }

    /// <summary>Raised with each change, so that of two administrators the second one is told.</summary>
    [ConcurrencyCheck]
    public int Version { get; set; }

    public Tenant? Tenant { get; set; }
}
