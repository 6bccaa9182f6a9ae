using Markdwell.Models;
using Markdwell.Pages.Pictures;
using Markdwell.Pages.Shared;
using Markdwell.Services.Atlassian;
using Markdwell.Services.Sources;
using Markdwell.Services.Sources.Addresses;
using Markdwell.Services.Sources.Connections;
using Markdwell.Services.Sources.Files;
using Markdwell.Services.Sources.Macros;

namespace Markdwell.Pages.Macros;

/// <summary>Makes the texts of a page's newest version ready: <see cref="Services.Webhooks.RenderAhead"/>.</summary>
public sealed class MacrosAhead(MacroTexts texts, SourceFiles files, SourceUses uses, FrameLinks links, Documents documents, TimeProvider clock)
{
    // Nobody waits for it, and what is not ready is rendered for its first reader, as it would have been.
    private const int MaxMacros = 100;

    // A page full of addresses of dead hosts is not worth more.
    private static readonly TimeSpan PatienceForFiles = TimeSpan.FromSeconds(20);

    public async Task<CallOutcome> RenderAsync(Tenant tenant, string pageId, CancellationToken cancellationToken)
    {
        var newest = await texts.NewestAsync(tenant, pageId, cancellationToken);
        if (newest.Value is not { } macros)
        {
            return newest.Outcome;
        }

        var (shown, used) = await FindAsync(tenant, pageId, macros.Take(MaxMacros), cancellationToken);

        // Links between files lead to pages that show them, and these are among them now.
        await uses.RecordNowAsync(used, cancellationToken);
        foreach (var text in shown)
        {
            var urls = await links.ForPageAsync(tenant, pageId, text.From, cancellationToken);
            await documents.RenderAheadAsync(tenant.Id, text.Text, MacroPage.IdPrefix(text.Address), urls, cancellationToken);
        }

        return CallOutcome.Ok;
    }

    private async Task<(List<ShownText> Shown, List<SourceUse> Used)> FindAsync(
        Tenant tenant, string pageId, IEnumerable<KeyValuePair<MacroAddress, MacroContent>> macros, CancellationToken cancellationToken)
    {
        var until = clock.GetUtcNow() + PatienceForFiles;
        var (shown, used) = (new List<ShownText>(), new List<SourceUse>());
        foreach (var (address, content) in macros)
        {
            if (content.Source is not { } source)
            {
                shown.Add(new(address, content.Body, new AttachmentBase(pageId)));
            }
            else if (clock.GetUtcNow() < until)
            {
                var file = await files.FindAsync(tenant, pageId, source, askNow: false, cancellationToken);
                used.AddRange(MacroPage.UseOf(file, address, clock.GetUtcNow()) is { } use ? [use] : []);
                shown.AddRange(file.Copy is { } copy ? [new(address, copy.Text, copy.Provenance.Base)] : []);
            }
        }

        return (shown, used);
    }

    private sealed record ShownText(MacroAddress Address, SourceText Text, LinkBase From);
}
