using Markdwell.Models;
using Markdwell.Services.Atlassian;
using Markdwell.Services.Atlassian.Points;

namespace Markdwell.Services.Sources.Macros;

/// <summary>Asks Confluence what an author gave the macros of a page.</summary>
public sealed class PageMacros(ProductClients clients)
{
    /// <summary>All of a published version at once: thirty frames of a page cost one call.</summary>
    public async Task<Answer<IReadOnlyList<StorageMacro>>> PublishedAsync(Tenant tenant, string pageId, int version)
    {
        var api = clients.For<IConfluenceApi>(tenant);
        int? asked = version > 0 ? version : null;
        var page = await api.GetPageAsync(pageId, "storage", asked, null, CancellationToken.None).AnswerAsync();
        return Read(page.Outcome == CallOutcome.NotFound
            ? await api.GetBlogPostAsync(pageId, "storage", asked, null, CancellationToken.None).AnswerAsync()
            : page);
    }

    /// <summary>All that is being edited.</summary>
    public async Task<Answer<IReadOnlyList<StorageMacro>>> DraftAsync(Tenant tenant, string pageId, CancellationToken cancellationToken)
    {
        var api = clients.For<IConfluenceApi>(tenant);
        var page = await api.GetPageAsync(pageId, "storage", null, getDraft: true, cancellationToken).AnswerAsync();
        return Read(page.Outcome == CallOutcome.NotFound
            ? await api.GetBlogPostAsync(pageId, "storage", null, getDraft: true, cancellationToken).AnswerAsync()
            : page);
    }

    /// <summary>The current version of a page or blog post, with its number and all its macros. For work that nobody waits for.</summary>
    public async Task<Answer<CurrentPage>> CurrentAsync(Tenant tenant, string pageId, CancellationToken cancellationToken)
    {
        var api = clients.For<IConfluenceApi>(tenant, Urgency.Background);
        var (kind, page) = ("pages", await api.GetPageAsync(pageId, "storage", null, null, cancellationToken).AnswerAsync());
        if (page.Outcome == CallOutcome.NotFound)
        {
            (kind, page) = ("blogposts", await api.GetBlogPostAsync(pageId, "storage", null, null, cancellationToken).AnswerAsync());
        }

        return page.Value is null ? page.Outcome
            : page.Value.Version is { } version ? new CurrentPage(kind, version.Number, Read(page).Value!)
            : CallOutcome.Malformed;
    }

    /// <summary>One macro by its id: finds those that stand in no page's own text, as included ones do.</summary>
    public async Task<Answer<MacroContent>> PublishedAsync(Tenant tenant, MacroAddress address)
    {
        var answer = await clients.For<IConfluenceApi>(tenant)
            .GetMacroBodyAsync(address.PageId, address.PageVersion, address.MacroId, CancellationToken.None)
            .AnswerAsync();
        return answer.Value is not { } macro ? answer.Outcome
            : macro.Body is { } body ? new MacroContent(SourceText.Of(body), MacroSource.Of(macro.Parameter))
            : CallOutcome.Malformed;
    }

    private static Answer<IReadOnlyList<StorageMacro>> Read(Answer<ConfluencePage> page) =>
        new(page.Outcome, page.Value is { } found ? StorageMacros.Read(found.Body?.Storage?.Value ?? "") : null);
}

/// <param name="Kind">As addresses of the API name it: <c>pages</c> or <c>blogposts</c>.</param>
public sealed record CurrentPage(string Kind, int Version, IReadOnlyList<StorageMacro> Macros);
