using Markdwell.Models;
using Markdwell.Services.Connect.Tokens;

namespace Markdwell.Services.Connect.Tenants;

/// <summary>A tenant with its secrets ready for use. Stays inside this room.</summary>
internal sealed record TenantKeys(Tenant Tenant, byte[] Secret, byte[]? PreviousSecret, DateTimeOffset LoadedAt)
{
    public bool Signed(Token token, DateTimeOffset now) =>
        token.IsSignedWith(Secret) || (PreviousSecret is { } previous && Tenant.PreviousSecretUntil > now.UtcDateTime && token.IsSignedWith(previous));
}
