using Markdwell.Models;
using Markdwell.Services.Sources.Addresses;
using Markdwell.Services.Sources.Connections;
using Markdwell.Services.Sources.Links;

namespace Markdwell.Pages.Settings.Connections;

/// <summary>A site's connections as its administrators see them, and what is asked for without one.</summary>
public sealed record ConnectionList(IReadOnlyList<ConnectionItem> Connections, IReadOnlyList<AskedHost> AskedFor)
{
    public static async Task<ConnectionList> ReadAsync(Tenant tenant, ConnectionStore store, SourceUses uses, TimeProvider clock, CancellationToken cancellationToken)
    {
        var connections = await store.AllAsync(tenant, cancellationToken);
        var all = await uses.AllAsync(tenant, cancellationToken);
        var used = all.Where(use => use.ConnectionId is not null).ToLookup(use => use.ConnectionId);
        var ids = connections.Select(connection => (int?)connection.Id).ToHashSet();

        // What was asked for in vain before its connection was made is told so until somebody sees the page again.
        var asked = all.Where(use => !ids.Contains(use.ConnectionId) && !connections.Any(connection => Allows(connection, use)));
        return new(
            [.. connections.OrderBy(c => c.Name, StringComparer.OrdinalIgnoreCase).Select(c => ConnectionItem.Of(c, [.. used[c.Id]], tenant, store.CanReadToken(c), clock.GetUtcNow().UtcDateTime))],
            [.. asked.GroupBy(use => use.Host, StringComparer.Ordinal).Select(host => AskedHost.Of(host.Key, [.. host], tenant))]);
    }

    // Of a host that had no connection, nobody knew how it names its repositories.
    private static bool Allows(Connection connection, SourceUse use) =>
        connection.Host == use.Host && (use.Repository.Length == 0 || AllowedRepositories.Allow(connection, use.Repository));
}

/// <param name="TokenState">A sentence; the token itself never comes here.</param>
/// <param name="IsUrgent">Somebody has to do something about the token.</param>
/// <param name="Trouble">How the last file that could not be shown failed.</param>
public sealed record ConnectionItem(Connection Connection, string TokenState, bool IsUrgent, IReadOnlyList<UsingPage> Pages, string? Trouble)
{
    private static readonly TimeSpan WarnedBefore = TimeSpan.FromDays(14);

    public static ConnectionItem Of(Connection connection, IReadOnlyList<SourceUse> uses, Tenant tenant, bool canReadToken, DateTime now)
    {
        var (state, isUrgent) = State(connection, canReadToken, now);
        var failed = uses.FirstOrDefault(use => HostSentences.Trouble(use.Outcome) is not null);
        var trouble = failed is null ? null : $"{failed.Path}: {HostSentences.Trouble(failed.Outcome)} ({HostSentences.Date(failed.SeenAt)}).";
        return new(connection, state, isUrgent, UsingPage.Of(uses, tenant), trouble);
    }

    private static (string Sentence, bool IsUrgent) State(Connection connection, bool canReadToken, DateTime now) => connection switch
    {
        { ProtectedToken: null } => ("No token: shows what everybody may see there.", false),
        _ when !canReadToken => ("The token cannot be decrypted any more, because this server lost its keys. Enter it anew.", true),
        { TokenExpiresAt: { } at } when at <= now => ($"The token expired on {HostSentences.Date(at)}. Enter a new one.", true),
        { TokenExpiresAt: { } at } when at - now <= WarnedBefore => ($"The token expires on {HostSentences.Date(at)}. Enter a new one before that.", true),
        { TokenExpiresAt: { } at } => ($"Token kept, expires on {HostSentences.Date(at)}.", false),
        _ => ("Token kept.", false),
    };
}

/// <summary>A host that pages ask for, and that no connection allows.</summary>
public sealed record AskedHost(string Host, IReadOnlyList<UsingPage> Pages, DateTime SeenAt, IReadOnlyList<string> Repositories)
{
    public static AskedHost Of(string host, IReadOnlyList<SourceUse> uses, Tenant tenant) => new(
        host, UsingPage.Of(uses, tenant), uses.Max(use => use.SeenAt), [.. uses.Select(use => use.Repository).Where(name => name.Length > 0).Distinct(StringComparer.Ordinal)]);
}

/// <summary>A page of the site with the files that it shows, or wants to.</summary>
public sealed record UsingPage(string Id, string Url, IReadOnlyList<string> Files)
{
    public static IReadOnlyList<UsingPage> Of(IEnumerable<SourceUse> uses, Tenant tenant) =>
    [
        .. uses.GroupBy(use => use.PageId, StringComparer.Ordinal).Select(page => new UsingPage(
            page.Key,
            PageAddress.Of(tenant.BaseUrl, page.Key),
            [.. page.Select(use => use.Path).Distinct(StringComparer.Ordinal)])),
    ];
}
