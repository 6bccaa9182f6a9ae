using System.Net;
using System.Net.Sockets;

namespace Markdwell.Tests.E2E.Hosting;

internal static class Ports
{
    /// <summary>The first of some in a row that nobody listens at.</summary>
    public static int Free(int count)
    {
        var random = new Random();
        while (true)
        {
            var first = random.Next(20000, 30000);
            if (Enumerable.Range(first, count).All(IsFree))
            {
                return first;
            }
        }
    }

    private static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
