using Markdwell.Models;
using Markdwell.Services.Sources.Addresses;
using Markdwell.Services.Sources.Macros;
using Markdwell.Services.Sources.Network;

namespace Markdwell.Services.Sources.Files;

/// <summary>The files that macros show instead of their bodies, and the last good copies of them.</summary>
public sealed class SourceFiles
{
    // Somebody looks at an empty frame meanwhile; with a copy at hand, nobody waits as long for a newer one.
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan ShortWait = TimeSpan.FromSeconds(2);

    private readonly FileSearch search;
    private readonly FileCopies copies;
    private readonly FileRenewals renewals;
    private readonly SiblingFiles siblings;
    private readonly TimeProvider clock;

    internal SourceFiles(FileSearch search, FileCopies copies, FileRenewals renewals, SiblingFiles siblings, TimeProvider clock) =>
        (this.search, this.copies, this.renewals, this.siblings, this.clock) = (search, copies, renewals, siblings, clock);

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <param name="pageId">The macro's own page, whose attachments are meant. The caller has made sure that the viewer may read it.</param>
    /// <param name="askNow">Asks the host even if there is a copy; else a copy is given at once, and renewed behind the reader's back when it is older than a minute.</param>
    public async Task<SourceFile> FindAsync(Tenant tenant, string pageId, MacroSource source, bool askNow, CancellationToken cancellationToken)
    {
        var found = await search.FindAsync(tenant, pageId, source, cancellationToken);
        if (found.Sources is [])
        {
            // Without a connection no copy is looked for either: whoever may not ask the host may not see what it once said.
            var outcome = found.Fault is AddressFault.NoConnection or AddressFault.RepositoryNotAllowed ? FetchOutcome.NotAllowed : FetchOutcome.WrongAddress;
            return new(outcome, null, null, found.Where) { Fault = found.Fault, Place = found.Wish };
        }

        var known = await copies.FindAsync(tenant.Id, found.Sources);
        if (Wait(known, found.Sources[0], askNow) is { } wait)
        {
            var renewal = askNow
                ? renewals.RenewAnewAsync(tenant.Id, found.Sources, cancellationToken)
                : renewals.RenewAsync(tenant.Id, found.Sources, known, cancellationToken);
            known = await WaitAsync(renewal, wait) ?? known;
        }
        else if (known!.NextTry <= Now)
        {
            renewals.RenewLater(tenant.Id, found.Sources, known);
        }

        return Describe(found, known, source.Section);
    }

    /// <summary>A file beside a text, by a path that was made absolute: within the repository, on the host, or among the page's attachments.</summary>
    public Task<FetchResponse> ReadAsync(Tenant tenant, LinkBase origin, string path, int maxBytes, CancellationToken cancellationToken) =>
        siblings.ReadAsync(tenant, origin, path, maxBytes, cancellationToken);

    /// <returns>How long the reader waits for the host; null when he does not.</returns>
    private TimeSpan? Wait(KnownFile? known, IFileSource source, bool askNow)
    {
        var isDue = known is null || known.NextTry <= Now;
        var asks = askNow
            || (known?.Text is null && isDue)

            // An attachment that was missing a moment ago may be there; a product that is away is left alone for a while.
            || (source.AsksEachView && (isDue || known!.Outcome is not (FetchOutcome.Unavailable or FetchOutcome.RateLimited)));
        return !asks ? null : known?.Text is null || askNow ? FirstWait : ShortWait;
    }

    /// <returns>Null when the host is still being asked; what it says is shown to the next reader.</returns>
    private async Task<KnownFile?> WaitAsync(Task<KnownFile> renewal, TimeSpan wait)
    {
        try
        {
            return await renewal.WaitAsync(wait, clock);
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    private SourceFile Describe(FoundFiles found, KnownFile? known, string? heading)
    {
        var source = found.Sources.FirstOrDefault(source => source.Address == known?.Row.Address) ?? found.Sources[0];
        var text = known?.Text is { } whole && heading is not null ? copies.Section(whole, heading) : known?.Text;
        var outcome = known is null ? FetchOutcome.Unavailable
            : text is null && known.Text is not null ? FetchOutcome.NoSuchSection
            : known.Outcome;
        var copy = text is null ? null : new FileCopy(text, source.Provenance(known!.Row), known.Row.CheckedAt ?? default);
        return new(outcome, copy, known?.Row.FailingSince, found.Where) { Place = source.Place };
    }
}
