using System.Text.Json;
using Markdwell.Models;
using Markdwell.Services.Sources.Addresses;
using Markdwell.Services.Sources.Connections;
using Markdwell.Services.Sources.Network;
using Microsoft.Extensions.Options;

namespace Markdwell.Services.Sources.Git;

/// <summary>Asks Git hosts of any kind for commits and files, by their connections.</summary>
public sealed class GitHosts(Fetcher fetcher, ConnectionStore connections, IOptions<SourceOptions> options)
{
    private const int MaxAnswerBytes = 512 * 1024;

    // Where these hosts keep large files, and where a token never goes along.
    private static readonly Dictionary<string, string[]> FileHosts = new(StringComparer.Ordinal)
    {
        [GitHubAddress.Host] = ["raw.githubusercontent.com", "media.githubusercontent.com"],
        [BitbucketAddress.Host] = ["api.media.atlassian.com"],
    };

    private static readonly Dictionary<HostKind, IGitHost> Kinds = new()
    {
        [HostKind.GitHub] = new GitHubHost(),
        [HostKind.GitLab] = new GitLabHost(),
        [HostKind.Bitbucket] = new BitbucketHost(),
        [HostKind.Gitea] = new GiteaHost(),
        [HostKind.AzureDevOps] = new AzureDevOpsHost(),
    };

    /// <summary>Where people see a file at its ref.</summary>
    public string View(GitFile file) => Kinds[file.Kind].View($"{Scheme(file.Host)}://{file.Host}", file);

    /// <param name="etag">Of the answer before: if nothing changed since, the host says just that.</param>
    /// <returns>With the answer in which the commit stood, or why there is none.</returns>
    internal async Task<(FetchResponse Response, Commit? Commit)> LastCommitAsync(Connection connection, GitFile file, string? etag, CancellationToken cancellationToken)
    {
        var kind = Kinds[connection.Kind];
        var response = await FetchAsync(connection, kind.LastCommit(Api(connection), file), MaxAnswerBytes, etag, cancellationToken);
        if (response.Outcome != FetchOutcome.Ok)
        {
            // Azure DevOps sends whoever has no token to a page to log in.
            var wantsLogin = connection.Kind == HostKind.AzureDevOps && response.Outcome == FetchOutcome.Redirected;
            return (wantsLogin ? response with { Outcome = FetchOutcome.Unauthorized } : response, null);
        }

        try
        {
            using var answer = JsonDocument.Parse(response.Body);
            return kind.ReadCommit(answer.RootElement) is { } commit ? (response, commit) : (FetchResponse.Failed(FetchOutcome.NotFound), null);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            return (FetchResponse.Failed(FetchOutcome.Malformed), null);
        }
    }

    internal async Task<FetchResponse> ContentAsync(Connection connection, GitFile file, string commit, int maxBytes, CancellationToken cancellationToken)
    {
        var response = await FetchAsync(connection, Kinds[connection.Kind].Content(Api(connection), file, commit), maxBytes, null, cancellationToken);

        // GitHub lists a folder instead, and each file of a private repository with an address that holds a token for it.
        var isFolder = connection.Kind == HostKind.GitHub && response is { Outcome: FetchOutcome.Ok, MediaType: "application/json" };
        return isFolder ? FetchResponse.Failed(FetchOutcome.NotFound) : response;
    }

    /// <summary>Where the API of a connection's host is.</summary>
    public string Api(Connection connection) => Kinds[connection.Kind].Api(Scheme(connection.Host), connection.Host);

    // A local stand has its hosts on ports of their own.
    public string Scheme(string host) => options.Value.AllowHttp && host.Contains(':', StringComparison.Ordinal) ? Uri.UriSchemeHttp : Uri.UriSchemeHttps;

    private Task<FetchResponse> FetchAsync(Connection connection, GitCall call, int maxBytes, string? etag, CancellationToken cancellationToken)
    {
        var url = new Uri(call.Url);
        var first = url.IsDefaultPort ? url.Host : url.Authority;
        IReadOnlyList<string> hosts = [first, connection.Host, .. FileHosts.GetValueOrDefault(connection.Host, [])];
        var request = new FetchRequest(connection.TenantId, url, hosts, connections.Authorization(connection), call.Accept, maxBytes) { ETag = etag };
        return fetcher.FetchAsync(request, cancellationToken);
    }
}
