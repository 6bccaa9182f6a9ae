using Markdwell.Models;

namespace Markdwell.Services.Settings;

/// <summary>Who changed what, for administrators to read.</summary>
public sealed class AuditLog
{
    /// <param name="detail">What exactly, in a few words; never a secret.</param>
    public Task WriteAsync(Tenant tenant, string? accountId, AuditAction action, string detail, CancellationToken cancellationToken) => throw new NotSupportedException();
}
