using System.ComponentModel.DataAnnotations;

namespace Markdwell.Models;

/// <summary>
/// One installation of the app in one product of one site. The client key names it: a base URL changes
/// when a site is renamed, and stays when an import replaces the site by another.
/// </summary>
public sealed class Tenant
{
    public int Id { get; set; }

    /// <summary>After the tenant's end something that no client key can be, so that nobody finds what is being erased.</summary>
    [MaxLength(255)]
    public required string ClientKey { get; set; }

    public required Product Product { get; set; }

    /// <summary>Where REST calls go, without a trailing slash: <c>https://acme.atlassian.net/wiki</c>.</summary>
    [MaxLength(500)]
    public required string BaseUrl { get; set; }

    /// <summary>The address people see, if the site has a domain of its own; frames are embedded from there.</summary>
    [MaxLength(500)]
    public string? DisplayUrl { get; set; }

    /// <summary>Encrypted; only <c>TenantStore</c> can read it.</summary>
    [MaxLength(2000)]
    public required string ProtectedSecret { get; set; }

    /// <summary>SHA-256 of the secret, so that a repeated installed event is known as a repetition.</summary>
    [MaxLength(64)]
    public required string SecretFingerprint { get; set; }

    /// <summary>Verifies frames opened before a rotation until <see cref="PreviousSecretUntil"/>; never signs.</summary>
    [MaxLength(2000)]
    public string? ProtectedPreviousSecret { get; set; }

    public DateTime? PreviousSecretUntil { get; set; }

    public DateTime InstalledAt { get; set; }

    /// <summary>What the product said last. It does not refuse anybody: the enabled event is sent without a promise to arrive.</summary>
    public DateTime? DisabledAt { get; set; }

    /// <summary>Set while the app is uninstalled; the row stays, so that a reinstallation finds its data.</summary>
    public DateTime? UninstalledAt { get; set; }

    /// <summary>When Atlassian is to be told next which accounts are remembered here; null: it never was.</summary>
    public DateTime? AccountsDueAt { get; set; }

    public bool IsInstalled => UninstalledAt is null;

    /// <summary>Whether it is being erased: this row is all that is left to do.</summary>
    public bool IsEnded => ClientKey == EndedKey(Id);

    /// <summary>Client keys have no spaces.</summary>
    public static string EndedKey(int id) => $"ended {id}";
}
