using Markdwell.Models;

namespace Markdwell.Services.Sources.Connections;

/// <summary>The connections of each tenant; the only place that encrypts and decrypts their tokens.</summary>
public sealed class ConnectionStore
{
    /// <summary>All of a tenant's connections, from memory: at most half a minute behind another instance, and never behind this one.</summary>
    public ValueTask<IReadOnlyList<Connection>> AllAsync(Tenant tenant, CancellationToken cancellationToken) => throw new NotSupportedException("Not built yet.");

    /// <summary>The header that shows a connection's token to its host, in the form of the host's kind.</summary>
    /// <returns>Null for a connection without a token.</returns>
    internal KeyValuePair<string, string>? Authorization(Connection connection) => throw new NotSupportedException("Not built yet.");
}
