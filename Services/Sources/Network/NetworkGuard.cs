using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace Markdwell.Services.Sources.Network;

/// <summary>Looks a name up.</summary>
internal delegate Task<IPAddress[]> HostResolver(string host, CancellationToken cancellationToken);

/// <summary>
/// Decides at the socket where a connection may lead. A check of the address's text would be passed by redirects, by odd
/// ways to write a number, and by a name that leads elsewhere the second time it is looked up (rebinding). Here the name is looked
/// up once, and the connection goes to exactly an address that was judged.
/// </summary>
internal sealed class NetworkGuard(IOptions<SourceOptions> options, HostResolver resolve)
{
    private readonly List<IPNetwork> opened = [.. options.Value.PrivateNetworks.Select(IPNetwork.Parse)];

    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var target = context.DnsEndPoint;
        var found = IPAddress.TryParse(target.Host, out var literal) ? [literal] : await resolve(target.Host, cancellationToken);
        var allowed = found.Where(IsAllowed).ToArray();
        if (allowed.Length == 0 && found.Length > 0)
        {
            throw new PrivateAddressException(target.Host, found[0]);
        }

        SocketException? fault = null;
        foreach (var address in allowed)
        {
            try
            {
                return await OpenAsync(new IPEndPoint(address, target.Port), cancellationToken);
            }
            catch (SocketException e)
            {
                fault = e;
            }
        }

        throw fault ?? new SocketException((int)SocketError.HostNotFound);
    }

    // No host needs an IPv4 address within an IPv6 one (::ffff:10.0.0.1), and IPNetwork.Contains of .NET 10 errs about them:
    // by it 2000::/3 contains that address.
    private bool IsAllowed(IPAddress address) =>
        !address.IsIPv4MappedToIPv6 && (PublicAddress.Is(address) || opened.Any(network => network.Contains(address)));

    private static async Task<Stream> OpenAsync(IPEndPoint target, CancellationToken cancellationToken)
    {
        var socket = new Socket(target.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(target, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
