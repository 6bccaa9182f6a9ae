using Markdwell.Models;
using Markdwell.Services.Sources.Macros;

namespace Markdwell.Services.Sources.Connections;

/// <summary>Which macro shows which file of which connection. Written behind the reader's back.</summary>
public sealed class SourceUses
{
    public void Record(SourceUse use) => throw new NotSupportedException("Not built yet.");

    /// <summary>The macros that a connection brings their text.</summary>
    public Task<IReadOnlyList<SourceUse>> OfConnectionAsync(Tenant tenant, int connectionId, CancellationToken cancellationToken) => throw new NotSupportedException("Not built yet.");

    /// <summary>For each file of a repository that some page shows, that page. From memory, at most half a minute old.</summary>
    public ValueTask<IReadOnlyDictionary<string, string>> PagesByPathAsync(Tenant tenant, int connectionId, string repository, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Not built yet.");
}
