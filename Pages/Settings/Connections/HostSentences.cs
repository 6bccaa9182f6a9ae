using System.Globalization;
using Markdwell.Models;
using Markdwell.Services.Sources.Connections.Checks;
using Markdwell.Services.Sources.Network;

namespace Markdwell.Pages.Settings.Connections;

/// <summary>What administrators are told about a host's behaviour.</summary>
internal static class HostSentences
{
    public static string Of(CheckResult result, Connection connection) => result.Outcome switch
    {
        CheckOutcome.Works when connection.ProtectedToken is null => $"It works: {connection.Host} answers.",
        CheckOutcome.Works => $"It works: {connection.Host} answers and takes the token.{Until(result.TokenExpiresAt)}",
        CheckOutcome.WorksWithWideRights => $"It works, but the token may do more than read ({result.Detail}). A token that may only read limits what a thief can do.{Until(result.TokenExpiresAt)}",
        CheckOutcome.WrongToken when connection.ProtectedToken is null => $"{connection.Host} wants a token.",
        CheckOutcome.WrongToken => $"{connection.Host} does not take the token. Make a new one there and enter it here.",
        CheckOutcome.ExpiredToken => "The token has expired. Make a new one and enter it here.",
        CheckOutcome.UnreadableToken => "The token cannot be decrypted any more, because this server lost its keys. Enter it anew.",
        CheckOutcome.TooFewRights => $"{connection.Host} knows the token, but does not let it read. {HostKinds.TokenAdvice(connection.Kind)}",
        CheckOutcome.UnknownHost => $"There is no host with the name {connection.Host}.",
        CheckOutcome.PrivateAddress => $"{connection.Host} is in a private network. Whoever operates this server can open that network (Sources__PrivateNetworks).",
        CheckOutcome.UntrustedCertificate => $"The certificate of {connection.Host} is not one that this server trusts, for example because it is signed by itself.",
        CheckOutcome.NoSuchRepository => $"{connection.Host} has no repository {result.Detail}, or the token may not see it.",
        CheckOutcome.RateLimited => $"{connection.Host} asks to wait: too many requests. Try again in a few minutes.",
        CheckOutcome.AnotherKind => $"{connection.Host} answers, but not as {HostKinds.Name(connection.Kind)} does. Is it another kind of host?",
        CheckOutcome.Redirected => $"{connection.Host} sends elsewhere. Enter the name of the host that it sends to.",
        CheckOutcome.TooSlow => $"{connection.Host} took too long to answer.",
        CheckOutcome.NothingToAsk => $"{HostKinds.Name(connection.Kind)} can be tested only with a repository. {HostKinds.RepositoryForm(connection.Kind)}",
        _ => $"{connection.Host} did not answer.",
    };

    /// <summary>For the way in which showing a file ended, as it is remembered; null when it ended well.</summary>
    public static string? Trouble(string outcome) => Enum.TryParse<FetchOutcome>(outcome, out var how) ? Trouble(how) : null;

    public static string Date(DateTime date) => date.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    private static string? Trouble(FetchOutcome outcome) => outcome switch
    {
        FetchOutcome.Ok or FetchOutcome.NotModified => null,
        FetchOutcome.NotFound => "there is no such file, or the token may not see it",
        FetchOutcome.Unauthorized => "the host does not take the token, or wants one",
        FetchOutcome.Forbidden => "the token may not read it",
        FetchOutcome.RateLimited => "the host asked to wait",
        FetchOutcome.NotAllowed => "the connection does not allow this repository",
        FetchOutcome.PrivateAddress => "the host is in a private network that is not opened",
        FetchOutcome.Redirected => "the host sent elsewhere",
        FetchOutcome.UntrustedCertificate => "the host’s certificate is not trusted",
        FetchOutcome.TooLarge => "the file is too large",
        FetchOutcome.WrongType or FetchOutcome.WrongEncoding => "it is no text in UTF-8",
        FetchOutcome.NoSuchSection => "the text has no heading of that name",
        FetchOutcome.WrongAddress => "the macro’s address is none of a file",
        FetchOutcome.Malformed => "the host’s answer was not understood",
        _ => "the host did not answer",
    };

    private static string Until(DateTime? expiry) => expiry is { } at ? $" It expires on {Date(at)}." : "";
}
