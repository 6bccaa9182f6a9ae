using System.Text.Json;
using Markdwell.Models;
using Markdwell.Services.Atlassian;
using Markdwell.Services.Atlassian.Points;
using Markdwell.Services.Sources.Macros;

namespace Markdwell.Services.Sources.Properties;

/// <summary>
/// Brings what is known of a page's macros into its property. Other instances write there as well, so that each write
/// says which version it has seen; whoever comes second reads again and merges again.
/// </summary>
public sealed class PagePropertyWriter(ProductClients clients, PageMacros pages, ShortenedPages shortened, TimeProvider clock)
{
    // Of many writers at once one wins each round; what is given up here comes with the next view.
    private const int MaxTries = 12;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    /// <returns>How it ended, and what the property holds now.</returns>
    internal async Task<Answer<PageProperty>> WriteAsync(PendingPage pending, CancellationToken cancellationToken)
    {
        var current = await pages.CurrentAsync(pending.Tenant, pending.PageId, cancellationToken);
        if (current.Value is not { } page)
        {
            return current.Outcome;
        }

        // Old versions are looked at too, and say nothing about the page as it is found.
        var macros = pending.Macros.Values.Where(macro => macro.Shown.Address.PageVersion == page.Version).ToList();
        return macros.Count == 0 ? PageProperty.Empty : await WriteAsync(pending.Tenant, pending.PageId, page, macros, cancellationToken);
    }

    private async Task<Answer<PageProperty>> WriteAsync(Tenant tenant, string pageId, CurrentPage page, List<PendingMacro> macros, CancellationToken cancellationToken)
    {
        var api = clients.For<IConfluenceApi>(tenant, Urgency.Background);
        var outcome = CallOutcome.Conflict;
        for (var attempt = 0; attempt < MaxTries; attempt++)
        {
            var found = await FindAsync(api, page.Kind, pageId, cancellationToken);
            if (found.Outcome != CallOutcome.Ok)
            {
                return found.Outcome;
            }

            var merged = Merge(found.Value is { } there ? PageProperty.Read(there.Value) : PageProperty.Empty, page, macros);
            var value = merged.Write();
            outcome = found.Value is { } same && JsonElement.DeepEquals(same.Value, value)
                ? CallOutcome.Ok
                : await PutAsync(api, page.Kind, pageId, found.Value, value, cancellationToken);
            if (outcome == CallOutcome.Ok)
            {
                shortened.Learn(tenant.Id, pageId, PageProperty.IsShortened(value));
                return merged;
            }

            // A property that appears or goes between reading and writing is answered in several ways.
            if (outcome is not (CallOutcome.Conflict or CallOutcome.Malformed or CallOutcome.NotFound))
            {
                return outcome;
            }

            await Task.Delay(Pause(attempt), clock, cancellationToken);
        }

        return outcome;
    }

    private static async Task<Answer<ContentProperty?>> FindAsync(IConfluenceApi api, string kind, string pageId, CancellationToken cancellationToken)
    {
        var answer = await api.FindPropertyAsync(kind, pageId, PageProperty.Key, cancellationToken).AnswerAsync();
        return new(answer.Outcome, answer.Value?.Results?.FirstOrDefault(property => property?.Key == PageProperty.Key));
    }

    private static Task<CallOutcome> PutAsync(IConfluenceApi api, string kind, string pageId, ContentProperty? found, JsonElement value, CancellationToken cancellationToken) =>
        found is null
            ? api.CreatePropertyAsync(kind, pageId, new(PageProperty.Key, value), cancellationToken).OutcomeAsync()
            : api.ChangePropertyAsync(kind, pageId, found.Id, new(PageProperty.Key, value, new((found.Version?.Number ?? 0) + 1)), cancellationToken).OutcomeAsync();

    private static PageProperty Merge(PageProperty known, CurrentPage page, List<PendingMacro> macros) => known.With(
        from macro in macros
        let entry = Merge(known.Macros.GetValueOrDefault(macro.Shown.Address.MacroId), known.Shortened, macro)
        where entry is not null
        select KeyValuePair.Create(macro.Shown.Address.MacroId, entry),

        // An included macro is shown in a page that does not hold it.
        (id, entry) => entry.PageVersion == page.Version || page.Macros.Any(macro => macro.Id == id));

    /// <returns>Null when a height alone came, of a text that the property does not know.</returns>
    private static MacroEntry? Merge(MacroEntry? before, bool wasShortened, PendingMacro macro)
    {
        var shown = macro.Shown;
        var same = before?.Content == shown.Content ? before : null;
        if (macro.Page.IsEmpty)
        {
            return same?.With(macro.Heights);
        }

        var words = same is null || wasShortened ? ShownWords.Of(macro.Page.Span) : new(same.Headings!, same.Words!);
        return new MacroEntry(shown.Address.PageVersion, shown.Content, shown.Source, same?.Heights, words.Headings, words.Words).With(macro.Heights).Clean();
    }

    // Without chance those who met once would meet again.
    private static TimeSpan Pause(int attempt) =>
        TimeSpan.FromTicks((long)(Math.Min(FirstPause.Ticks * Math.Pow(2, attempt), LongestPause.Ticks) * Random.Shared.NextDouble()));
}
