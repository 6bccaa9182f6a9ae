using Markdwell.Models;
using Markdwell.Services.Connect.Tokens;

namespace Markdwell.Services.Connect.Tenants;

/// <summary>A tenant with its secrets ready for use. Stays inside this room.</summary>
internal sealed record TenantKeys(Tenant Tenant, byte[] Secret, byte[]? PreviousSecret, DateTimeOffset LoadedAt)
{
    /// <summary>The secret before verifies what was opened before the rotation. It never decides over the installation itself: a rotation is how a site shuts a thief out.</summary>
    public bool Signed(Token token, TokenKind kind, DateTimeOffset now) =>
        token.IsSignedWith(Secret)
        || (kind != TokenKind.Lifecycle && PreviousSecret is { } previous && Tenant.PreviousSecretUntil > now.UtcDateTime && token.IsSignedWith(previous));
}
