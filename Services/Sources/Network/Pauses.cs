using System.Collections.Concurrent;

namespace Markdwell.Services.Sources.Network;

/// <summary>
/// Hosts that want to be left alone by a tenant. Asked all the same, GitHub counts the questions and shuts a token out for longer.
/// </summary>
internal sealed class Pauses(TimeProvider clock)
{
    private const int Max = 10_000;

    private readonly ConcurrentDictionary<(int TenantId, HostPort Host), DateTimeOffset> ends = new();

    public void Begin(int tenantId, HostPort host, TimeSpan length)
    {
        if (ends.Count >= Max)
        {
            Forget();
        }

        // One that finds no room costs another question, which the host refuses again.
        if (ends.Count < Max)
        {
            ends[(tenantId, host)] = clock.GetUtcNow() + length;
        }
    }

    /// <returns>Null for a host that may be asked.</returns>
    public TimeSpan? Rest(int tenantId, HostPort host) =>
        ends.TryGetValue((tenantId, host), out var end) && end - clock.GetUtcNow() is var rest && rest > TimeSpan.Zero ? rest : null;

    private void Forget()
    {
        foreach (var over in ends.Where(pause => pause.Value <= clock.GetUtcNow()).ToList())
        {
            ends.TryRemove(over);
        }
    }
}
