namespace Markdwell.Services.Sources.Network;

/// <summary>How bringing a file ended, each way with one short name. Pages have a sentence for each.</summary>
public enum FetchOutcome
{
    Ok,

    /// <summary>The host says that the copy at hand is still good.</summary>
    NotModified,

    NotFound,

    /// <summary>The host wants a token, or does not take this one.</summary>
    Unauthorized,

    /// <summary>The host takes the token and refuses all the same.</summary>
    Forbidden,

    RateLimited,

    /// <summary>No connection names this host or repository.</summary>
    NotAllowed,

    /// <summary>The host's name leads into a network that the operator has not opened.</summary>
    PrivateAddress,

    /// <summary>The host sends elsewhere, to where the connection does not reach, or in circles.</summary>
    Redirected,

    /// <summary>The host's certificate is not one that this machine trusts.</summary>
    UntrustedCertificate,

    TooLarge,

    /// <summary>A web page, a picture, a program: not what was asked for.</summary>
    WrongType,

    /// <summary>Bytes that are no UTF-8.</summary>
    WrongEncoding,

    /// <summary>The text has no heading of the name that was asked for.</summary>
    NoSuchSection,

    /// <summary>What stands in the macro is no address of a file.</summary>
    WrongAddress,

    /// <summary>No connection, no answer in time, or a fault on the host's side.</summary>
    Unavailable,

    /// <summary>An answer that is not what the host's API promises.</summary>
    Malformed,
}
