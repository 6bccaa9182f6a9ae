using Markdwell.Models;
using Markdwell.Services.Sources.Network;
using Microsoft.EntityFrameworkCore;

namespace Markdwell.Services.Sources.Files;

/// <summary>Finds the files of a site that could not be renewed, and the pages that show what is left of them.</summary>
public sealed class OldTexts(IDbContextFactory<AppDbContext> database)
{
    private const int MaxRows = 1_000;

    private static readonly string[] Fine = [nameof(FetchOutcome.Ok), nameof(FetchOutcome.NotModified)];

    /// <returns>Those that have failed longest first; at most a thousand.</returns>
    public async Task<IReadOnlyList<OldText>> FindAsync(Tenant tenant, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var files = await Failing(db, tenant.Id).ToListAsync(cancellationToken);
        var uses = await Troubled(db, tenant.Id).ToListAsync(cancellationToken);
        var byPlace = files.ToLookup(file => Place(file.Address));
        var macros = uses.SelectMany(use => byPlace[(use.ConnectionId?.ToString() ?? "", use.Repository, use.Path)].Take(1).DefaultIfEmpty()
            .Select(file => new OldText(use.PageId, Name(use), Failure(file, use), file?.FailingSince, file?.CheckedAt, use.SeenAt)));
        var attachments = files.Select(file => (File: file, Parts: file.Address.Split('\n')))
            .Where(file => file.Parts is ["attachment", _, _])
            .Select(file => new OldText(file.Parts[1], file.Parts[2], file.File.Failure ?? "", file.File.FailingSince, file.File.CheckedAt, file.File.UsedAt));
        return [.. macros.Concat(attachments).Distinct().OrderBy(text => text.FailingSince ?? text.SeenAt)];
    }

    // Without the contents, of which there may be 256 MB.
    internal static IQueryable<FailingFile> Failing(AppDbContext db, int tenantId) =>
        db.CachedFiles.Where(f => f.TenantId == tenantId && f.FailingSince != null)
            .OrderBy(f => f.FailingSince).Take(MaxRows)
            .Select(f => new FailingFile(f.Address, f.Failure, f.FailingSince, f.CheckedAt, f.UsedAt));

    internal static IQueryable<SourceUse> Troubled(AppDbContext db, int tenantId) =>
        db.SourceUses.AsNoTracking().Where(u => u.TenantId == tenantId && !Fine.Contains(u.Outcome)).OrderByDescending(u => u.SeenAt).Take(MaxRows);

    /// <summary>The part of a copy's address that the macro's place has as well; see the sources of files for the whole.</summary>
    private static (string Connection, string Repository, string Path) Place(string address) => address.Split('\n') switch
    {
        ["git", var connection, _, _, var repository, _, var path] => (connection, repository, path),
        ["web", var connection, var url] => (connection, "", url),
        _ => ("", "", address),
    };

    // The text of a section may be missing from a file that is there: then the macro knows more than the copy.
    private static string Failure(FailingFile? file, SourceUse use) => file?.Failure ?? use.Outcome;

    private static string Name(SourceUse use) =>
        use.Repository.Length > 0 ? $"{use.Host}/{use.Repository}: {use.Path}" : use.Path.Contains(use.Host, StringComparison.Ordinal) ? use.Path : $"{use.Host}: {use.Path}";
}

/// <summary>A file that a page shows, or wants to, and that its host does not give out.</summary>
/// <param name="Failure">The name of the way in which the last try failed: a <see cref="FetchOutcome"/>.</param>
/// <param name="FailingSince">Null where it is not the host that failed.</param>
/// <param name="CheckedAt">As of when the copy is that is shown; null when nothing can be shown.</param>
/// <param name="SeenAt">When somebody last wanted it.</param>
public sealed record OldText(string PageId, string File, string Failure, DateTime? FailingSince, DateTime? CheckedAt, DateTime SeenAt);

internal sealed record FailingFile(string Address, string? Failure, DateTime? FailingSince, DateTime? CheckedAt, DateTime UsedAt);
