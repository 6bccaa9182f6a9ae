using Markdwell.Models;
using Markdwell.Pages.Pictures;
using Markdwell.Pages.Shared;
using Markdwell.Services.Sources.Addresses;
using Markdwell.Services.Sources.Connections;
using Markdwell.Services.Sources.Files;
using Markdwell.Services.Sources.Macros;
using Markdwell.Services.Sources.Properties;
using Microsoft.AspNetCore.Mvc;

namespace Markdwell.Pages.Macros;

/// <summary>Shows a macro whose content is known: its own text, or that of the file it names.</summary>
public abstract class MacroPage(
    SourceFiles files, SourceUses uses, FrameLinks links, TimeProvider clock, Documents documents, PageCache pages)
    : DocumentPage(documents, pages)
{
    internal static string IdPrefix(MacroAddress address) => $"md-{address.MacroId}-";

    /// <returns>Null for files that no connection brings.</returns>
    internal static SourceUse? UseOf(SourceFile file, MacroAddress address, DateTimeOffset now) => file.Place is not { } place ? null : new()
    {
        TenantId = address.TenantId,
        PageId = address.PageId,
        MacroId = address.MacroId,
        ConnectionId = place.ConnectionId,
        Host = place.Host,
        Repository = place.Repository,
        Path = place.Path,
        Outcome = file.Outcome.ToString(),
        SeenAt = now.UtcDateTime,
    };

    /// <param name="askNow">Whether the file's host is asked even when there is a copy.</param>
    protected async Task<IActionResult> ShowPublishedAsync(MacroSource source, MacroAddress address, bool askNow, CancellationToken cancellationToken)
    {
        var file = await files.FindAsync(Caller.Tenant, address.PageId, source, askNow, cancellationToken);
        Record(file, address);
        return await ShowAsync(file, source, address, cancellationToken);
    }

    protected async Task<IActionResult> ShowDraftAsync(MacroSource source, MacroAddress address, CancellationToken cancellationToken) =>
        await ShowAsync(await files.FindAsync(Caller.Tenant, address.PageId, source, askNow: false, cancellationToken), source, address, cancellationToken);

    /// <summary>Relative addresses in a body name attachments of its page.</summary>
    protected ValueTask<FrameUrls> UrlsOfBodyAsync(MacroAddress address, CancellationToken cancellationToken) =>
        links.ForPageAsync(Caller.Tenant, address.PageId, new AttachmentBase(address.PageId), cancellationToken);

    /// <summary>A text is about to be shown.</summary>
    /// <param name="source">Where it comes from, if not from the macro itself.</param>
    protected virtual void WillShow(MacroAddress address, string textHash, EntrySource? source)
    {
    }

    private async Task<IActionResult> ShowAsync(SourceFile file, MacroSource source, MacroAddress address, CancellationToken cancellationToken)
    {
        if (file.Copy is not { } copy)
        {
            return Say(SourceSentences.WithoutCopy(file, source), offersRetry: true);
        }

        var from = copy.Provenance;
        WillShow(address, copy.Text.Hash, new(source.Address, source.Attachment, from.Name, from.Revision, from.RevisedAt));
        var urls = await links.ForPageAsync(Caller.Tenant, address.PageId, from.Base, cancellationToken);
        return await ShowAsync(copy.Text, IdPrefix(address), cancellationToken, urls, Origin.Of(from, SourceSentences.AboutCopy(file, source)));
    }

    private void Record(SourceFile file, MacroAddress address)
    {
        if (UseOf(file, address, clock.GetUtcNow()) is { } use)
        {
            uses.Record(use);
        }
    }
}
