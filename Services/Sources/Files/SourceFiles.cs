using Markdwell.Models;
using Markdwell.Services.Sources.Addresses;
using Markdwell.Services.Sources.Macros;
using Markdwell.Services.Sources.Network;

namespace Markdwell.Services.Sources.Files;

/// <summary>The files that macros show instead of their bodies, and the last good copies of them.</summary>
public sealed class SourceFiles
{
    /// <param name="pageId">The macro's own page, whose attachments are meant. The caller has made sure that the viewer may read it.</param>
    /// <param name="askNow">Asks the host even if there is a copy; else a copy is given at once, and renewed behind the reader's back when it is older than a minute.</param>
    public Task<SourceFile> FindAsync(Tenant tenant, string pageId, MacroSource source, bool askNow, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Not built yet.");

    /// <summary>A file beside a text, by a path that was made absolute: within the repository, on the host, or among the page's attachments.</summary>
    public Task<FetchResponse> ReadAsync(Tenant tenant, LinkBase origin, string path, int maxBytes, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Not built yet.");
}
