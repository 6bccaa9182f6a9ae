using Markdwell.Models;
using Markdwell.Services.Instances;
using Markdwell.Services.Sources.Network;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace Markdwell.Services.Sources.Connections;

/// <summary>The connections of each tenant; the only place that encrypts and decrypts their tokens.</summary>
public sealed class ConnectionStore : IDisposable
{
    public const int MaxConnections = 100;

    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(30);

    // A newer instance beside this one may know more kinds of hosts; this one would not know how to ask them.
    private static readonly HostKind[] Kinds = Enum.GetValues<HostKind>();

    private readonly IDbContextFactory<AppDbContext> database;
    private readonly TimeProvider clock;
    private readonly TokenSafe tokens;
    private readonly Readings<int, IReadOnlyList<Connection>> known;

    public ConnectionStore(
        IDbContextFactory<AppDbContext> database, IDataProtectionProvider protection, Notices notices, TimeProvider clock, ILogger<ConnectionStore> logger)
    {
        (this.database, this.clock, tokens) = (database, clock, new(protection, logger));
        known = new(new(notices, Topic.Connections), clock, Lifetime, ReadAsync, size: connections => 1 + connections.Count);
    }

    /// <summary>All of a tenant's connections, from memory, with their tokens encrypted as they are.</summary>
    public ValueTask<IReadOnlyList<Connection>> AllAsync(Tenant tenant, CancellationToken cancellationToken) => known.FindAsync(tenant.Id, cancellationToken)!;

    /// <summary>One of them; null when the tenant has none of this id.</summary>
    public async ValueTask<Connection?> FindAsync(Tenant tenant, int id, CancellationToken cancellationToken) =>
        (await AllAsync(tenant, cancellationToken)).FirstOrDefault(connection => connection.Id == id);

    public async Task<ChangeOutcome> AddAsync(Tenant tenant, ConnectionValues values, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        if (await db.Connections.CountAsync(c => c.TenantId == tenant.Id, cancellationToken) >= MaxConnections)
        {
            return ChangeOutcome.TooMany;
        }

        var connection = Make(tenant, values);
        db.Add(connection);
        return await SaveAsync(db, connection, cancellationToken);
    }

    /// <param name="version">Of the connection that the administrator had before him.</param>
    public async Task<ChangeOutcome> ChangeAsync(Tenant tenant, int id, int version, ConnectionValues values, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var connection = await db.Connections.SingleOrDefaultAsync(c => c.TenantId == tenant.Id && c.Id == id, cancellationToken);
        var outcome = connection is null ? ChangeOutcome.Gone
            : connection.Version != version ? ChangeOutcome.ChangedMeanwhile
            : TryApply(connection, values) ? ChangeOutcome.Done
            : ChangeOutcome.TokenNeeded;
        return outcome == ChangeOutcome.Done ? await SaveAsync(db, connection!, cancellationToken) : outcome;
    }

    /// <summary>Forgets a connection with all that it brought. What still asks for it is kept, as asked for and not allowed.</summary>
    public async Task<ChangeOutcome> DeleteAsync(Tenant tenant, int id, int version, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var mine = db.Connections.Where(c => c.TenantId == tenant.Id && c.Id == id);
        try
        {
            if (await mine.Where(c => c.Version == version).ExecuteDeleteAsync(cancellationToken) == 0)
            {
                return await mine.AnyAsync(cancellationToken) ? ChangeOutcome.ChangedMeanwhile : ChangeOutcome.Gone;
            }
        }
        finally
        {
            known.Changed(tenant.Id);
        }

        // Without its connection nothing of this is shown any more, so it need not be one transaction.
        await db.CachedFiles.Where(f => f.TenantId == tenant.Id && f.ConnectionId == id).ExecuteDeleteAsync(cancellationToken);
        // Whatever the host failed with, it is not asked any more; what it did bring is found to be missing, and told of, at the next view.
        await db.SourceUses.Where(u => u.TenantId == tenant.Id && u.ConnectionId == id)
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(u => u.Outcome, u => u.Outcome == nameof(FetchOutcome.Ok) ? u.Outcome : nameof(FetchOutcome.NotAllowed))
                    .SetProperty(u => u.ConnectionId, (int?)null),
                cancellationToken);
        return ChangeOutcome.Done;
    }

    /// <summary>Something was written elsewhere: what is in memory does not count any more.</summary>
    public void Changed(int tenantId) => known.Changed(tenantId);

    public void Dispose() => known.Dispose();

    /// <summary>A connection as it would be with these values, to be tried before it is stored.</summary>
    /// <param name="stored">Brings its token along, unless the values hold another one or another host.</param>
    /// <returns>Null when the stored token was given for another host.</returns>
    internal Connection? Sketch(Tenant tenant, ConnectionValues values, Connection? stored)
    {
        var sketch = Make(tenant, values);
        if (stored is null || values.Token is not null || values.RemoveToken || stored.ProtectedToken is null)
        {
            return sketch;
        }

        sketch.ProtectedToken = stored.ProtectedToken;
        return sketch.Host == stored.Host ? sketch : null;
    }

    /// <summary>Keeps what a host said about the token. Not a change of anybody's, so nobody's form is out of date by it.</summary>
    internal async Task LearnExpiryAsync(Connection connection, DateTime expiresAt, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        await db.Connections.Where(c => c.TenantId == connection.TenantId && c.Id == connection.Id && c.Version == connection.Version)
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.TokenExpiresAt, expiresAt), cancellationToken);
        known.Changed(connection.TenantId);
    }

    /// <summary>False when the token cannot be decrypted any more: somebody has to enter it anew.</summary>
    public bool CanReadToken(Connection connection) => connection.ProtectedToken is null || tokens.Unprotect(connection) is not null;

    /// <summary>The header that shows a connection's token to its host, in the form of the host's kind.</summary>
    /// <returns>Null for a connection without a token, or with one that cannot be decrypted.</returns>
    internal KeyValuePair<string, string>? Authorization(Connection connection) => tokens.Authorization(connection);

    private async Task<IReadOnlyList<Connection>?> ReadAsync(int tenantId)
    {
        await using var db = await database.CreateDbContextAsync();
        return await db.Connections.AsNoTracking().Where(c => c.TenantId == tenantId && Kinds.Contains(c.Kind)).OrderBy(c => c.Id).ToListAsync();
    }

    private Connection Make(Tenant tenant, ConnectionValues values)
    {
        var connection = new Connection { TenantId = tenant.Id, Name = values.Name, Kind = values.Kind, Host = values.Host };
        TryApply(connection, values);
        return connection;
    }

    private bool TryApply(Connection connection, ConnectionValues values)
    {
        // Whoever leads a connection to a host of his own must not be sent the token of the host before.
        if (connection.ProtectedToken is not null && connection.Host != values.Host && values.Token is null && !values.RemoveToken)
        {
            return false;
        }

        (connection.Name, connection.Kind, connection.Host, connection.Repositories) = (values.Name, values.Kind, values.Host, values.Repositories);
        connection.ProtectedToken = values switch
        {
            { RemoveToken: true } => null,
            { Token: { } token } => tokens.Protect(token, connection.TenantId, connection.Host),
            _ => connection.ProtectedToken,
        };
        connection.TokenExpiresAt = connection.ProtectedToken is null ? null : values.TokenExpiresAt;
        connection.ChangedAt = clock.GetUtcNow().UtcDateTime;
        connection.Version++;
        return true;
    }

    private async Task<ChangeOutcome> SaveAsync(AppDbContext db, Connection connection, CancellationToken cancellationToken)
    {
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return ChangeOutcome.Done;
        }
        catch (DbUpdateConcurrencyException)
        {
            return ChangeOutcome.ChangedMeanwhile;
        }
        finally
        {
            known.Changed(connection.TenantId);
        }
    }
}
