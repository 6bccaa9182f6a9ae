using Markdwell.Services.Connect.Lifecycle;
using Markdwell.Services.Connect.Seals;
using Markdwell.Services.Connect.Tenants;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Markdwell.Services.Connect.Tokens;

/// <summary>
/// Finds out who sent a request. The algorithm follows from the endpoint, never from the token: otherwise a public key's
/// text would become a shared secret. https://developer.atlassian.com/cloud/jira/platform/security-for-connect-apps/
/// </summary>
internal sealed class TokenValidator(KnownTenants tenants, Passes passes, InstallKeys installKeys, IOptions<ConnectOptions> options, TimeProvider clock)
{
    private static readonly TimeSpan Leeway = TimeSpan.FromSeconds(30);
    private static readonly JsonWebTokenHandler StockHandler = new() { MapInboundClaims = false };

    /// <summary>A token signed with a tenant's shared secret, or a pass of our own: everything but the installed and uninstalled events that Atlassian signs itself.</summary>
    public async ValueTask<TokenResult> ValidateAsync(HttpRequest httpRequest, TokenKind kind, CancellationToken cancellationToken)
    {
        if (kind == TokenKind.Pass)
        {
            return await passes.ValidateAsync(httpRequest, cancellationToken);
        }

        var request = new IncomingRequest(httpRequest);
        var (token, refusal) = Read(request, SecurityAlgorithms.HmacSha256);
        if (token is null)
        {
            return refusal;
        }

        var now = clock.GetUtcNow();
        var keys = await tenants.FindAsync(token.Claims.Issuer!, cancellationToken);
        if (keys is null)
        {
            return Refusal.UnknownIssuer;
        }

        if (!keys.Signed(token, kind, now))
        {
            keys = await tenants.DoubtAsync(keys, cancellationToken);
            if (keys is null || !keys.Signed(token, kind, now))
            {
                return Refusal.WrongSignature;
            }
        }

        // The disabled and uninstalled events come together, in either order.
        if (!keys.Tenant.IsInstalled && kind is not (TokenKind.Webhook or TokenKind.Lifecycle))
        {
            return Refusal.Uninstalled;
        }

        return IsBound(request, token, kind)
            ? new Caller(keys.Tenant, token.Claims.Subject, token.Claims.ContentId, token.Claims.IssueId, token.Claims.ProjectId)
            : Refusal.WrongQueryStringHash;
    }

    /// <summary>A token signed by Atlassian for an installation. It speaks for the client key that it was issued by.</summary>
    public async Task<(string? ClientKey, Refusal Refusal)> ValidateSignedLifecycleAsync(HttpRequest httpRequest, CancellationToken cancellationToken)
    {
        var request = new IncomingRequest(httpRequest);
        var (token, refusal) = Read(request, SecurityAlgorithms.RsaSha256);
        if (token is null)
        {
            return (null, refusal);
        }

        // What costs nothing to check comes before the question to the key host.
        if (!token.Claims.Audience.Any(audience => audience.TrimEnd('/') == options.Value.BaseUrl))
        {
            return (null, Refusal.WrongAudience);
        }

        if (!IsBound(request, token, TokenKind.Lifecycle))
        {
            return (null, Refusal.WrongQueryStringHash);
        }

        if (!InstallKeys.IsKeyId(token.Header.KeyId))
        {
            return (null, Refusal.WrongKeyId);
        }

        var (key, isHostAway) = await installKeys.FindAsync(token.Header.KeyId!, cancellationToken);
        if (key is null)
        {
            return (null, isHostAway ? Refusal.KeyHostAway : Refusal.KeyNotFound);
        }

        return await IsSignedByAsync(key, token)
            ? (token.Claims.Issuer, Refusal.None)
            : (null, Refusal.WrongSignature);
    }

    /// <summary>Who the token says it comes from, unproven.</summary>
    public static (string? Issuer, Refusal Refusal) ClaimedIssuer(HttpRequest httpRequest)
    {
        var found = new IncomingRequest(httpRequest).TryGetToken(out var text);
        return found != Refusal.None ? (null, found)
            : Token.TryParse(text)?.Claims.Issuer is { } issuer ? (issuer, Refusal.None)
            : (null, Refusal.Malformed);
    }

    private (Token? Token, Refusal Refusal) Read(IncomingRequest request, string algorithm)
    {
        var found = request.TryGetToken(out var text);
        if (found != Refusal.None)
        {
            return (null, found);
        }

        if (Token.TryParse(text) is not { Claims: { Issuer: not null, QueryStringHash: not null, IssuedAt: not null, ExpiresAt: not null } } token)
        {
            return (null, Refusal.Malformed);
        }

        if (token.Header.Algorithm != algorithm)
        {
            return (null, Refusal.WrongAlgorithm);
        }

        var fault = FaultInTime(token.Claims);
        return fault == Refusal.None ? (token, fault) : (null, fault);
    }

    private Refusal FaultInTime(TokenClaims claims)
    {
        var now = clock.GetUtcNow();
        return claims switch
        {
            _ when claims.ExpiresAt <= now - Leeway || claims.ExpiresAt < claims.IssuedAt => Refusal.Expired,
            _ when claims.IssuedAt > now + Leeway => Refusal.IssuedInTheFuture,
            _ when claims.NotBefore > now + Leeway => Refusal.NotYetValid,
            _ => Refusal.None,
        };
    }

    private static bool IsBound(IncomingRequest request, Token token, TokenKind kind) =>
        kind == TokenKind.Context
            ? token.Claims.QueryStringHash == QueryStringHash.Context
            : request.IsHashedBy(token.Claims.QueryStringHash!);

    // Everything but the signature is checked above, with stricter types than the stock handler's.
    private static async Task<bool> IsSignedByAsync(RsaSecurityKey key, Token token)
    {
        var result = await StockHandler.ValidateTokenAsync(token.ToString(), new TokenValidationParameters
        {
            IssuerSigningKey = key,
            ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
            ValidateIssuerSigningKey = true,
            ValidateIssuer = false,
            ValidateAudience = false,
            ValidateLifetime = false,
        });
        return result.IsValid;
    }
}

/// <summary>Either a caller or the reason why there is none.</summary>
internal readonly record struct TokenResult(Caller? Caller, Refusal Refusal)
{
    public static implicit operator TokenResult(Caller caller) => new(caller, Refusal.None);

    public static implicit operator TokenResult(Refusal refusal) => new(null, refusal);
}
