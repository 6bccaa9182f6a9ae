using System.Net.Sockets;
using System.Security.Authentication;

namespace Markdwell.Services.Sources.Network;

/// <summary>Why there was no answer.</summary>
/// <param name="Reason">
/// For the log. Never the message of an exception: it may hold a line of the host's answer, and a host can put there the
/// token that it was shown.
/// </param>
internal sealed record FetchFault(FetchOutcome Outcome, string Reason)
{
    /// <returns>Null for faults that are ours.</returns>
    public static FetchFault? Of(Exception exception) => exception switch
    {
        OperationCanceledException => new(FetchOutcome.Unavailable, "too slow"),
        InvalidDataException => new(FetchOutcome.Malformed, "not packed as it says"),
        HttpRequestException { InnerException: PrivateAddressException inner } => new(FetchOutcome.PrivateAddress, inner.Message),

        // With another fault within, the two sides could not agree on how to talk.
        HttpRequestException { InnerException: AuthenticationException { InnerException: null } } => new(FetchOutcome.UntrustedCertificate, "untrusted certificate"),
        HttpRequestException { InnerException: SocketException inner } => new(FetchOutcome.Unavailable, $"{inner.SocketErrorCode}"),
        HttpRequestException fault => new(FetchOutcome.Unavailable, $"{fault.HttpRequestError}"),
        HttpIOException fault => new(FetchOutcome.Unavailable, $"{fault.HttpRequestError}"),
        IOException => new(FetchOutcome.Unavailable, "the connection broke"),
        _ => null,
    };
}
