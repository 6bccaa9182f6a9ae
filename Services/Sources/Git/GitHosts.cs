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

    // Where files of Git LFS and of GitHub's API may really be; a token never goes along.
    private static readonly Dictionary<HostKind, string[]> FileHosts = new()
    {
        [HostKind.GitHub] = ["raw.githubusercontent.com", "media.githubusercontent.com"],
        [HostKind.Bitbucket] = ["api.media.atlassian.com"],
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
            return (response, null);
        }

        // Azure DevOps shows a page to log in where others refuse, and calls that a success.
        if (response.MediaType == "text/html")
        {
            return (FetchResponse.Failed(FetchOutcome.Unauthorized), null);
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

    internal Task<FetchResponse> ContentAsync(Connection connection, GitFile file, string commit, int maxBytes, CancellationToken cancellationToken) =>
        FetchAsync(connection, Kinds[connection.Kind].Content(Api(connection), file, commit), maxBytes, null, cancellationToken);

    private Task<FetchResponse> FetchAsync(Connection connection, GitCall call, int maxBytes, string? etag, CancellationToken cancellationToken)
    {
        var url = new Uri(call.Url);
        var first = url.IsDefaultPort ? url.Host : url.Authority;
        IReadOnlyList<string> hosts = [first, connection.Host, .. FileHosts.GetValueOrDefault(connection.Kind, [])];
        var request = new FetchRequest(connection.TenantId, url, hosts, connections.Authorization(connection), call.Accept, maxBytes) { ETag = etag };
        return fetcher.FetchAsync(request, cancellationToken);
    }

    private string Api(Connection connection) => Kinds[connection.Kind].Api(Scheme(connection.Host), connection.Host);

    // A local stand has its hosts on ports of their own.
    private string Scheme(string host) => options.Value.AllowHttp && host.Contains(':', StringComparison.Ordinal) ? Uri.UriSchemeHttp : Uri.UriSchemeHttps;
}
