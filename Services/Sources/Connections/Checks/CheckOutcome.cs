namespace Markdwell.Services.Sources.Connections.Checks;

/// <summary>What a host said when a connection was tried, each with one short name. The page has a sentence for each.</summary>
public enum CheckOutcome
{
    Works,

    /// <summary>It does, but whoever steals the token can do more than read.</summary>
    WorksWithWideRights,

    WrongToken,
    ExpiredToken,

    /// <summary>Stored, and cannot be decrypted any more.</summary>
    UnreadableToken,

    /// <summary>The host knows the token, and does not let it read.</summary>
    TooFewRights,

    UnknownHost,
    PrivateAddress,
    UntrustedCertificate,
    NoSuchRepository,
    RateLimited,

    /// <summary>An answer that no host of this kind would give.</summary>
    AnotherKind,

    Redirected,
    TooSlow,
    Unavailable,

    /// <summary>This kind of host answers only for a repository, and none is named.</summary>
    NothingToAsk,
}

/// <param name="Detail">The repository that is missing, or the rights that are too wide.</param>
/// <param name="TokenExpiresAt">As far as the host says.</param>
public sealed record CheckResult(CheckOutcome Outcome, string? Detail = null, DateTime? TokenExpiresAt = null);
