using Markdwell.Models;
using Markdwell.Services.Sources.Addresses;
using Markdwell.Services.Sources.Connections;
using Markdwell.Services.Sources.Network;

namespace Markdwell.Services.Sources.Files;

/// <summary>A file under its own address.</summary>
internal sealed class WebFileSource(Fetcher fetcher, ConnectionStore connections, Connection connection, Uri url, int maxBytes) : IFileSource
{
    private const string Accept = "text/markdown, text/plain;q=0.9, */*;q=0.5";

    public string Address { get; } = string.Join('\n', "web", connection.Id, url.GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped));

    public int? ConnectionId => connection.Id;

    public FilePlace? Place => new(connection.Id, connection.Host, "", url.AbsoluteUri);

    public bool AsksEachView => false;

    public async Task<Renewal> AskAsync(CachedFile? copy)
    {
        var response = await fetcher.FetchAsync(Request(connections, connection, url, Accept, maxBytes) with { ETag = copy?.ETag, LastModified = copy?.LastModified }, CancellationToken.None);
        return response.Outcome != FetchOutcome.Ok ? Renewal.Without(response) : new(TextFile.Check(response))
        {
            Content = response.Body,
            MediaType = response.MediaType,
            RevisedAt = response.LastModified?.UtcDateTime,
            ETag = response.ETag,
            LastModified = response.LastModified?.UtcDateTime,
        };
    }

    public Provenance Provenance(CachedFile copy) => new(
        connection.Host + Uri.UnescapeDataString(url.AbsolutePath),
        null,
        copy.RevisedAt,
        url.Scheme == Uri.UriSchemeHttps ? url.AbsoluteUri : null,
        connection.ProtectedToken is null ? null : connection.Name,
        new WebBase(connection.Id, url));

    public static FetchRequest Request(ConnectionStore connections, Connection connection, Uri url, string accept, int maxBytes) =>
        new(connection.TenantId, url, [connection.Host], connections.Authorization(connection), accept, maxBytes);
}
