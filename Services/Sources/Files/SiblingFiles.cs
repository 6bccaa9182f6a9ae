using Markdwell.Models;
using Markdwell.Services.Sources.Addresses;
using Markdwell.Services.Sources.Connections;
using Markdwell.Services.Sources.Git;
using Markdwell.Services.Sources.Network;

namespace Markdwell.Services.Sources.Files;

/// <summary>Files beside a text, such as its pictures: from the same commit, host or page, as far as the connection allows it now.</summary>
internal sealed class SiblingFiles(ConnectionStore connections, GitHosts hosts, Attachments attachments, Fetcher fetcher)
{
    public async Task<FetchResponse> ReadAsync(Tenant tenant, LinkBase origin, string path, int maxBytes, CancellationToken cancellationToken) => origin switch
    {
        // Whoever made the path absolute should have refused these; a file outside of the repository is worth a second look.
        _ when path.Length == 0 || !PastedAddress.IsSafe(path.Split('?')[0]) => FetchResponse.Failed(FetchOutcome.WrongAddress),
        GitBase git => await ReadAsync(tenant, git, path.TrimStart('/'), maxBytes, cancellationToken),
        WebBase web => await ReadAsync(tenant, web, path, maxBytes, cancellationToken),
        AttachmentBase page => await ReadAsync(tenant, page, path, maxBytes, cancellationToken),
        _ => FetchResponse.Failed(FetchOutcome.WrongAddress),
    };

    private async Task<FetchResponse> ReadAsync(Tenant tenant, GitBase git, string path, int maxBytes, CancellationToken cancellationToken)
    {
        var connection = await connections.FindAsync(tenant, git.File.ConnectionId, cancellationToken);
        return connection?.Kind == git.File.Kind && connection.Host == git.File.Host && AllowedRepositories.Allow(connection, git.File.Repository)
            ? await hosts.ContentAsync(connection, git.File with { Path = path }, git.Revision, maxBytes, cancellationToken)
            : FetchResponse.Failed(FetchOutcome.NotAllowed);
    }

    private async Task<FetchResponse> ReadAsync(Tenant tenant, WebBase web, string path, int maxBytes, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(web.Url, path, out var url) || url.Authority != web.Url.Authority || url.Scheme != web.Url.Scheme)
        {
            return FetchResponse.Failed(FetchOutcome.WrongAddress);
        }

        return await connections.FindAsync(tenant, web.ConnectionId, cancellationToken) is { Kind: HostKind.Web } connection
            ? await fetcher.FetchAsync(WebFileSource.Request(connections, connection, url, "*/*", maxBytes), cancellationToken)
            : FetchResponse.Failed(FetchOutcome.NotAllowed);
    }

    private async Task<FetchResponse> ReadAsync(Tenant tenant, AttachmentBase page, string name, int maxBytes, CancellationToken cancellationToken)
    {
        var (outcome, attachment) = await attachments.FindAsync(tenant, page.PageId, name).WaitAsync(cancellationToken);
        return attachment is null ? FetchResponse.Failed(outcome)
            : await attachments.ReadAsync(tenant, page.PageId, attachment, maxBytes).WaitAsync(cancellationToken);
    }
}
