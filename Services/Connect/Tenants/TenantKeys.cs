using Markdwell.Models;
using Markdwell.Services.Connect.Seals;
using Markdwell.Services.Connect.Tokens;

namespace Markdwell.Services.Connect.Tenants;

/// <summary>A tenant with its secrets ready for use. Stays inside this room.</summary>
internal sealed record TenantKeys(Tenant Tenant, byte[] Secret, byte[]? PreviousSecret, DateTimeOffset LoadedAt)
{
    /// <summary>The secret before verifies what was opened before the rotation. It never decides over the installation itself: a rotation is how a site shuts a thief out.</summary>
    public bool Signed(Token token, TokenKind kind, DateTimeOffset now) =>
        token.IsSignedWith(Secret)
        || (kind != TokenKind.Lifecycle && LivingPreviousSecret(now) is { } previous && token.IsSignedWith(previous));

    /// <summary>What this tenant's app sealed, with the secret before as well while that verifies.</summary>
    public string[]? Read(Purpose purpose, string seal, DateTimeOffset now) =>
        Seal.Read(Seal.Key(Secret, purpose), seal)
        ?? (LivingPreviousSecret(now) is { } previous ? Seal.Read(Seal.Key(previous, purpose), seal) : null);

    private byte[]? LivingPreviousSecret(DateTimeOffset now) => Tenant.PreviousSecretUntil > now.UtcDateTime ? PreviousSecret : null;
}
