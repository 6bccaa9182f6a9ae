using System.Globalization;
using Markdwell.Models;
using Markdwell.Services.Connect.Tenants;
using Markdwell.Services.Connect.Tokens;

namespace Markdwell.Services.Connect.Seals;

/// <summary>
/// Passes for addresses that a browser asks for by itself, as those of pictures, where no script can send a token along. A pass
/// says who looks at which page; whether he may is asked again each time.
/// </summary>
public sealed class Passes(TenantStore store, KnownTenants tenants, TimeProvider clock)
{
    public const string Parameter = "pass";

    private static readonly TimeSpan Step = TimeSpan.FromHours(1);

    /// <summary>Good for one to two hours. Within an hour all passes of a viewer for a page are one, so that his browser's cache finds its pictures.</summary>
    public string Issue(Tenant tenant, string? accountId, string pageId)
    {
        var hours = (clock.GetUtcNow().Ticks / Step.Ticks) + 2;
        var key = Seal.Key(store.SigningSecret(tenant), Purpose.Pass);
        return Seal.Write(key, [tenant.ClientKey, accountId ?? "", pageId, hours.ToString(CultureInfo.InvariantCulture)]);
    }

    internal async ValueTask<TokenResult> ValidateAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        // Two of them are refused, so that no two readers can pick different ones.
        if (request.Query[Parameter] is not [{ Length: > 0 } pass])
        {
            return request.Query[Parameter].Count > 1 ? Refusal.SeveralTokens : Refusal.NoToken;
        }

        if (Seal.ReadUnproved(pass) is not [var clientKey, _, _, _])
        {
            return Refusal.Malformed;
        }

        var keys = await tenants.FindAsync(clientKey, cancellationToken);
        if (keys is null)
        {
            return Refusal.UnknownIssuer;
        }

        var (words, known) = await tenants.ReadSealAsync(keys, Purpose.Pass, pass, cancellationToken);
        return words is not [_, var accountId, var pageId, var hours] ? Refusal.WrongSignature
            : !known.Tenant.IsInstalled ? Refusal.Uninstalled
            : long.Parse(hours, CultureInfo.InvariantCulture) * Step.Ticks <= clock.GetUtcNow().Ticks ? Refusal.Expired
            : new Caller(known.Tenant, accountId.Length > 0 ? accountId : null, pageId, IssueId: null);
    }
}
