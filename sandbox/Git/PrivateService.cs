using System.Collections.Immutable;
using Microsoft.AspNetCore.Connections;

namespace Markdwell.Sandbox.Git;

/// <summary>
/// Stands for whatever lives in a private network: it listens at 127.0.0.2 and writes down whoever comes, so that a test can prove that nobody does.
/// Asking the Git host by the number of this machine counts as well.
/// </summary>
internal sealed class PrivateService
{
    private ImmutableList<string> visits = [];

    public ImmutableList<string> Visits => visits;

    public void Forget() => visits = [];

    public void Note(string visit) => ImmutableInterlocked.Update(ref visits, list => list.Add(visit));

    /// <summary>Before a single byte was read: the connection itself is the visit.</summary>
    public void Watch(Microsoft.AspNetCore.Server.Kestrel.Core.ListenOptions listen) => listen.Use(next => connection =>
    {
        Note($"{connection.LocalEndPoint}");
        return next(connection);
    });

    public static bool Covers(HttpContext http) => Equals(http.Connection.LocalIpAddress, Address);

    public static System.Net.IPAddress Address { get; } = System.Net.IPAddress.Parse("127.0.0.2");
}
