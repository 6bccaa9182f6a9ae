using Markdwell.Models;
using Markdwell.Services.Sources.Addresses;
using Markdwell.Services.Sources.Connections;
using Markdwell.Services.Sources.Git;
using Markdwell.Services.Sources.Macros;
using Markdwell.Services.Sources.Network;
using Microsoft.Extensions.Options;

namespace Markdwell.Services.Sources.Files;

/// <summary>Turns what a macro names into files that may be asked for, by the connections of its site as they are now.</summary>
internal sealed class FileSearch(ConnectionStore connections, GitHosts hosts, Attachments attachments, Fetcher fetcher, IOptions<SourceOptions> options, FileLimits limits)
{
    private const int MaxPath = 2000;

    public async ValueTask<FoundFiles> FindAsync(Tenant tenant, string pageId, MacroSource source, CancellationToken cancellationToken)
    {
        if (source.Address is not { } text)
        {
            var name = source.Attachment ?? "";
            return new(name, [new AttachmentFileSource(attachments, tenant, pageId, name, limits.MaxBytes)]);
        }

        var address = AddressReader.Read(text, await connections.AllAsync(tenant, cancellationToken), options.Value.AllowHttp);
        return new(address.Where, address.Connection is { } connection ? [.. Sources(address, connection)] : []) { Fault = address.Fault, Wish = Wish(address, text) };
    }

    private IEnumerable<IFileSource> Sources(SourceAddress address, Connection connection) => address.Url is { } url
        ? [new WebFileSource(fetcher, connections, connection, url, limits.MaxBytes)]
        : address.Files.Select(file => new GitFileSource(hosts, connection, file, limits.MaxBytes));

    /// <summary>For what may not be asked for, so that an administrator sees which page wants it.</summary>
    private static FilePlace? Wish(SourceAddress address, string text) =>
        address.Where.Length == 0 ? null : new(null, address.Where.Split('/')[0], "", text[..Math.Min(text.Length, MaxPath)]);
}

/// <param name="Sources">Readings of one address, the likeliest first; none when it may not be asked for.</param>
internal sealed record FoundFiles(string Where, IReadOnlyList<IFileSource> Sources)
{
    public AddressFault? Fault { get; init; }

    /// <summary>Of an address that nothing may be asked for.</summary>
    public FilePlace? Wish { get; init; }
}

/// <param name="MaxBytes">Of a text. More is not rendered, so it need not be fetched.</param>
internal sealed record FileLimits(int MaxBytes);
