using System.Net.Sockets;
using System.Text.Json;
using Markdwell.Models;
using Markdwell.Services.Sources.Addresses;
using Markdwell.Services.Sources.Git;
using Markdwell.Services.Sources.Network;

namespace Markdwell.Services.Sources.Connections.Checks;

/// <summary>Tries a connection: asks its host about the token first, and then for each repository that it names.</summary>
internal sealed class HostCheck(Fetcher fetcher, GitHosts hosts, ConnectionStore connections, HostResolver resolve, TimeProvider clock)
{
    private const int MaxBytes = 1024 * 1024;
    private const int MaxRepositories = 10;

    // Below the fetcher's own, so that a slow host is told from one that is away.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(9);

    /// <summary>Also keeps what the host says about the token's end.</summary>
    public async Task<CheckResult> CheckStoredAsync(Connection connection, CancellationToken cancellationToken)
    {
        var result = await CheckAsync(connection, cancellationToken);
        if (result.TokenExpiresAt is { } at && at != connection.TokenExpiresAt)
        {
            await connections.LearnExpiryAsync(connection, at, cancellationToken);
        }

        return result;
    }

    public async Task<CheckResult> CheckAsync(Connection connection, CancellationToken cancellationToken)
    {
        if (!connections.CanReadToken(connection))
        {
            return new(CheckOutcome.UnreadableToken);
        }

        using var limit = new CancellationTokenSource(Limit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await AskAsync(connection, either.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return new(CheckOutcome.TooSlow);
        }
    }

    private async Task<CheckResult> AskAsync(Connection connection, CancellationToken cancellationToken)
    {
        var rights = new TokenRights(null, []);
        if (HostQuestions.AboutToken(connection, Api(connection)) is { } question)
        {
            var answer = await FetchAsync(connection, question, cancellationToken);
            if (await TroubleAsync(connection, answer, cancellationToken) is { } trouble)
            {
                return trouble;
            }

            rights = TokenRights.Of(connection.Kind, answer);
        }

        var names = AllowedRepositories.Lines(connection);
        if (connection.Kind == HostKind.AzureDevOps && names.Length == 0)
        {
            return new(CheckOutcome.NothingToAsk);
        }

        foreach (var name in names.Take(MaxRepositories))
        {
            if (await RepositoryTroubleAsync(connection, name, cancellationToken) is { } trouble)
            {
                return trouble with { TokenExpiresAt = rights.ExpiresAt };
            }
        }

        return rights.Wide.Count > 0
            ? new(CheckOutcome.WorksWithWideRights, string.Join(", ", rights.Wide), rights.ExpiresAt)
            : new(CheckOutcome.Works, null, rights.ExpiresAt);
    }

    private async Task<CheckResult?> TroubleAsync(Connection connection, FetchResponse answer, CancellationToken cancellationToken) => answer.Outcome switch
    {
        // Any answer will do of a host that has no API: its files are under addresses of their own.
        FetchOutcome.Ok or FetchOutcome.NotFound or FetchOutcome.WrongType or FetchOutcome.TooLarge or FetchOutcome.Redirected when connection.Kind == HostKind.Web => null,
        FetchOutcome.Ok => Json.TryParse(answer.Body) is { ValueKind: JsonValueKind.Object or JsonValueKind.Array } ? null : new(CheckOutcome.AnotherKind),

        // A token that may read files and nothing else is refused here, and is just right.
        FetchOutcome.Forbidden when connection.ProtectedToken is not null && connection.Kind is HostKind.GitLab or HostKind.Gitea or HostKind.Bitbucket => null,
        FetchOutcome.NotFound or FetchOutcome.WrongType or FetchOutcome.Malformed or FetchOutcome.TooLarge => new(CheckOutcome.AnotherKind),
        _ => await CommonTroubleAsync(connection, answer.Outcome, cancellationToken),
    };

    private async Task<CheckResult?> RepositoryTroubleAsync(Connection connection, string name, CancellationToken cancellationToken)
    {
        if (HostQuestions.AboutRepository(connection, Api(connection), name) is not { } question)
        {
            return null;
        }

        var answer = await FetchAsync(connection, question, cancellationToken);
        return answer.Outcome switch
        {
            FetchOutcome.Ok when Json.TryParse(answer.Body) is { ValueKind: JsonValueKind.Object } => null,
            FetchOutcome.NotFound => new(CheckOutcome.NoSuchRepository, name),

            // Azure DevOps sends strangers to a page for signing in, with a good status or by a redirect.
            FetchOutcome.Ok or FetchOutcome.Redirected or FetchOutcome.WrongType when connection.Kind == HostKind.AzureDevOps => Unauthorized(connection),
            FetchOutcome.Ok or FetchOutcome.WrongType or FetchOutcome.Malformed => new(CheckOutcome.AnotherKind),
            _ => await CommonTroubleAsync(connection, answer.Outcome, cancellationToken),
        };
    }

    private async Task<CheckResult> CommonTroubleAsync(Connection connection, FetchOutcome outcome, CancellationToken cancellationToken) => outcome switch
    {
        FetchOutcome.Unauthorized => Unauthorized(connection),
        FetchOutcome.Forbidden => new(CheckOutcome.TooFewRights),
        FetchOutcome.RateLimited => new(CheckOutcome.RateLimited),
        FetchOutcome.PrivateAddress => new(CheckOutcome.PrivateAddress),
        FetchOutcome.UntrustedCertificate => new(CheckOutcome.UntrustedCertificate),
        FetchOutcome.Redirected => new(CheckOutcome.Redirected),
        _ => new(await IsKnownAsync(connection.Host, cancellationToken) ? CheckOutcome.Unavailable : CheckOutcome.UnknownHost),
    };

    private CheckResult Unauthorized(Connection connection) =>
        new(connection.TokenExpiresAt < clock.GetUtcNow().UtcDateTime ? CheckOutcome.ExpiredToken : CheckOutcome.WrongToken);

    private async Task<bool> IsKnownAsync(string host, CancellationToken cancellationToken)
    {
        try
        {
            return (await resolve(new Uri("https://" + host).IdnHost, cancellationToken)).Length > 0;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private Task<FetchResponse> FetchAsync(Connection connection, Uri question, CancellationToken cancellationToken) => fetcher.FetchAsync(
        new(connection.TenantId, question, [question.Authority], connections.Authorization(connection), connection.Kind == HostKind.Web ? "*/*" : "application/json", MaxBytes),
        cancellationToken);

    private string Api(Connection connection) =>
        connection.Kind == HostKind.Web ? $"{hosts.Scheme(connection.Host)}://{connection.Host}" : hosts.Api(connection);
}
