using System.Net;

namespace Markdwell.Services.Sources.Network;

/// <summary>The connections to hosts: shared by all sites, so nothing of one may stay for another.</summary>
internal static class GuardedHandler
{
    private const int MaxHeaderKilobytes = 32;

    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(3);

    // A name is looked up again after that, should its host have moved.
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    public static SocketsHttpHandler Create(NetworkGuard guard) => new()
    {
        ConnectCallback = guard.ConnectAsync,
        ConnectTimeout = ConnectLimit,
        PooledConnectionLifetime = ConnectionLifetime,

        // A proxy would open the socket in our place, to wherever the name leads.
        UseProxy = false,

        // Each hop is checked against the connection first, and the token does not go along.
        AllowAutoRedirect = false,
        UseCookies = false,
        MaxResponseHeadersLength = MaxHeaderKilobytes,

        // Decompressed while it is read, so the bound on a body holds for what comes out. One way is enough for text.
        AutomaticDecompression = DecompressionMethods.GZip,

        // The ids of our readers' requests are not the host's business.
        ActivityHeadersPropagator = null,
    };
}
