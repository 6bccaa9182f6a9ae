using System.Threading.RateLimiting;
using Markdwell.Models;
using Markdwell.Services.Sources.Addresses;
using Markdwell.Services.Sources.Connections;
using Markdwell.Services.Sources.Files;
using Markdwell.Services.Sources.Links;
using Markdwell.Services.Sources.Network;
using Microsoft.Extensions.Caching.Memory;

namespace Markdwell.Services.Sources.Pictures;

/// <summary>The pictures that texts show, looked through once and then kept in memory. The caller has made sure that the viewer may read the text.</summary>
public sealed class PictureFiles(SourceFiles files, ConnectionStore connections) : IDisposable
{
    public const int MaxBytes = 5 * 1024 * 1024;

    private const long MaxKeptBytes = 64 * 1024 * 1024;
    private const int EntryOverhead = 1000;
    private const int FetchesOfOneTenant = 8;
    private const int WaitingOfOneTenant = 256;

    // A page of broken pictures must not ask its host again with each of its readers.
    private static readonly TimeSpan FailureLasts = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ChangeableLasts = TimeSpan.FromMinutes(1);

    private readonly MemoryCache kept = new(new MemoryCacheOptions { SizeLimit = MaxKeptBytes });
    private readonly SingleFlight<PictureKey, PictureAnswer> flights = new();

    private readonly PartitionedRateLimiter<int> tenants = PartitionedRateLimiter.Create<int, int>(tenantId => RateLimitPartition.GetConcurrencyLimiter(
        tenantId, _ => new() { PermitLimit = FetchesOfOneTenant, QueueLimit = WaitingOfOneTenant, QueueProcessingOrder = QueueProcessingOrder.OldestFirst }));

    public async Task<PictureAnswer> FindAsync(Tenant tenant, PictureFile file, CancellationToken cancellationToken)
    {
        // A connection that is gone or changed ends the showing of what it brought.
        var version = 0;
        if (ConnectionOf(file.Origin) is { } id)
        {
            if (await connections.FindAsync(tenant, id, cancellationToken) is not { } connection)
            {
                return new(PictureOutcome.NotFound, null);
            }

            version = connection.Version;
        }

        var key = new PictureKey(tenant.Id, file, version);
        return kept.Get<PictureAnswer>(key) ?? await flights.RunAsync(key, () => ReadAsync(tenant, key), cancellationToken);
    }

    public void Dispose()
    {
        kept.Dispose();
        tenants.Dispose();
    }

    private async Task<PictureAnswer> ReadAsync(Tenant tenant, PictureKey key)
    {
        using var place = await tenants.AcquireAsync(tenant.Id, 1, CancellationToken.None);
        if (!place.IsAcquired)
        {
            return new(PictureOutcome.Unavailable, null);
        }

        var response = await files.ReadAsync(tenant, key.File.Origin, key.File.Path, MaxBytes, CancellationToken.None);
        var answer = Judge(response, lasts: key.File.Origin is GitBase);
        return kept.Set(key, answer, new MemoryCacheEntryOptions
        {
            Size = (answer.Picture?.Bytes.Length ?? 0) + EntryOverhead,
            AbsoluteExpirationRelativeToNow = answer.Picture is null ? FailureLasts : answer.Picture.Lasts ? null : ChangeableLasts,
        });
    }

    private static PictureAnswer Judge(FetchResponse response, bool lasts) => response.Outcome switch
    {
        FetchOutcome.Ok => PictureContent.Read(response.Body, lasts) is { } picture ? new(PictureOutcome.Ok, picture) : new(PictureOutcome.WrongType, null),
        FetchOutcome.TooLarge => new(PictureOutcome.TooLarge, null),
        FetchOutcome.WrongType or FetchOutcome.WrongEncoding => new(PictureOutcome.WrongType, null),
        FetchOutcome.RateLimited or FetchOutcome.Unavailable or FetchOutcome.Malformed => new(PictureOutcome.Unavailable, null),

        // To a reader, what may not be read is not there.
        _ => new(PictureOutcome.NotFound, null),
    };

    private static int? ConnectionOf(LinkBase origin) => origin switch
    {
        GitBase git => git.File.ConnectionId,
        WebBase web => web.ConnectionId,
        _ => null,
    };

    private sealed record PictureKey(int TenantId, PictureFile File, int ConnectionVersion);
}
