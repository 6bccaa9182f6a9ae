using System.Security.Cryptography;
using System.Text;
using Markdwell.Models;
using Markdwell.Services.Sources.Network;

namespace Markdwell.Services.Sources.Files;

/// <summary>What is remembered of a file: its copy, if there ever was one, how the last try ended, and when the next one is due.</summary>
/// <param name="Row">Never changed; another answer makes another row.</param>
/// <param name="Written">The row as the database has it; null if it does not.</param>
/// <param name="Failures">In a row.</param>
internal sealed record KnownFile(CachedFile Row, CachedFile? Written, DateTime NextTry, int Failures)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Used = TimeSpan.FromDays(1);
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(10);

    // What the columns hold. A host that says more has said nothing.
    private const int MaxMediaType = 100;
    private const int MaxETag = 500;

    public SourceText? Text { get; private init; }

    public FetchOutcome Outcome => Row.Failure is null ? FetchOutcome.Ok
        : Enum.TryParse<FetchOutcome>(Row.Failure, out var outcome) ? outcome
        : FetchOutcome.Unavailable;

    /// <summary>A row is not written for each view: what moved a little is told to the database with the next thing that matters.</summary>
    public bool IsWorthWriting => Written is null
        || Row.ContentHash != Written.ContentHash
        || Row.Revision != Written.Revision
        || Row.ETag != Written.ETag
        || Row.Failure != Written.Failure
        || Row.CheckedAt - Written.CheckedAt >= Fresh
        || Row.UsedAt - Written.UsedAt >= Used;

    public static string KeyOf(IFileSource source) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(source.Address)));

    public static KnownFile Of(CachedFile row) => new(row, row, row.Failure is null ? (row.CheckedAt ?? default) + Fresh : default, 0)
    {
        Text = TextOf(row),
    };

    /// <param name="before">Null when the file was never asked for.</param>
    public static KnownFile After(KnownFile? before, int tenantId, IFileSource source, Renewal renewal, DateTime now)
    {
        var row = Copy(before?.Row ?? new CachedFile { TenantId = tenantId, Key = KeyOf(source), Address = source.Address, ConnectionId = source.ConnectionId }, now);
        if (renewal.Outcome is not (FetchOutcome.Ok or FetchOutcome.NotModified))
        {
            row.FailingSince ??= now;
            row.Failure = renewal.Outcome.ToString();
            var failures = (before?.Failures ?? 0) + 1;
            return new(row, before?.Written, now + Pause(renewal, failures), failures) { Text = before?.Text };
        }

        (row.CheckedAt, row.FailingSince, row.Failure, row.ETag) = (now, null, null, Within(MaxETag, renewal.ETag) ?? row.ETag);
        if (renewal.Outcome == FetchOutcome.NotModified)
        {
            return new(row, before?.Written, now + Fresh, 0) { Text = before?.Text };
        }

        (row.Content, row.ContentHash, row.FetchedAt) = (renewal.Content, Convert.ToHexStringLower(SHA256.HashData(renewal.Content)), now);
        (row.MediaType, row.ETag) = (Within(MaxMediaType, renewal.MediaType), Within(MaxETag, renewal.ETag));
        (row.Revision, row.RevisedAt, row.LastModified) = (renewal.Revision, renewal.RevisedAt, renewal.LastModified);
        return new(row, before?.Written, now + Fresh, 0) { Text = TextOf(row) };
    }

    private static TimeSpan Pause(Renewal renewal, int failures)
    {
        var pause = renewal.RetryAfter ?? FirstPause * Math.Pow(2, Math.Min(failures, 10) - 1);
        return pause < LongestPause || renewal.RetryAfter is not null ? pause : LongestPause;
    }

    private static string? Within(int max, string? text) => text?.Length <= max ? text : null;

    private static SourceText? TextOf(CachedFile row) => row.ContentHash.Length > 0 && TextFile.Decode(row.Content) is { } text ? SourceText.Of(text) : null;

    private static CachedFile Copy(CachedFile row, DateTime usedAt) => new()
    {
        TenantId = row.TenantId,
        Key = row.Key,
        Address = row.Address,
        ConnectionId = row.ConnectionId,
        Content = row.Content,
        ContentHash = row.ContentHash,
        MediaType = row.MediaType,
        Revision = row.Revision,
        RevisedAt = row.RevisedAt,
        ETag = row.ETag,
        LastModified = row.LastModified,
        FetchedAt = row.FetchedAt,
        CheckedAt = row.CheckedAt,
        FailingSince = row.FailingSince,
        Failure = row.Failure,
        UsedAt = usedAt,
    };
}
