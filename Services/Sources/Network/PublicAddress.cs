using System.Net;
using System.Net.Sockets;

namespace Markdwell.Services.Sources.Network;

/// <summary>
/// Tells addresses of the public Internet from all others. https://www.iana.org/assignments/iana-ipv4-special-registry
/// https://www.iana.org/assignments/iana-ipv6-special-registry
/// </summary>
internal static class PublicAddress
{
    private static readonly IPNetwork[] SpecialIPv4 = Networks(
        "0.0.0.0/8", // this network; 0.0.0.0 is this machine on Linux
        "10.0.0.0/8", // private
        "100.64.0.0/10", // shared by carriers; some clouds' metadata
        "127.0.0.0/8", // this machine
        "168.63.129.16/32", // looks public; within Azure it is the host of the virtual machine
        "169.254.0.0/16", // link-local; 169.254.169.254 gives out most clouds' credentials
        "172.16.0.0/12", // private
        "192.0.0.0/24", // IETF protocol assignments
        "192.0.2.0/24", // documentation
        "192.31.196.0/24", // AS112
        "192.52.193.0/24", // AMT
        "192.88.99.0/24", // relays of 6to4
        "192.168.0.0/16", // private
        "192.175.48.0/24", // AS112
        "198.18.0.0/15", // benchmarking
        "198.51.100.0/24", // documentation
        "203.0.113.0/24", // documentation
        "224.0.0.0/4", // multicast
        "240.0.0.0/4"); // reserved, and broadcast

    // What is outside is no global unicast: unspecified, loopback, IPv4 within IPv6 (::ffff:0:0/96, ::/96, NAT64 64:ff9b::/96
    // and 64:ff9b:1::/48), discard, unique local, link-local, site-local, multicast.
    private static readonly IPNetwork GlobalIPv6 = IPNetwork.Parse("2000::/3");

    private static readonly IPNetwork[] SpecialIPv6 = Networks(
        "2001::/23", // IETF protocol assignments; Teredo, which carries an IPv4 address
        "2001:db8::/32", // documentation
        "2002::/16", // 6to4, which carries an IPv4 address
        "2620:4f:8000::/48", // AS112
        "3fff::/20"); // documentation

    public static bool Is(IPAddress address) => address.AddressFamily switch
    {
        AddressFamily.InterNetwork => !SpecialIPv4.Any(network => network.Contains(address)),
        AddressFamily.InterNetworkV6 => !address.IsIPv4MappedToIPv6 && GlobalIPv6.Contains(address)
            && !SpecialIPv6.Any(network => network.Contains(address)) && !IsIsatap(address),
        _ => false,
    };

    /// <summary>RFC 5214: within any prefix, an IPv4 address after 0:5efe or 200:5efe.</summary>
    private static bool IsIsatap(IPAddress address) => address.GetAddressBytes()[8..12] is [0 or 2, 0, 0x5e, 0xfe];

    private static IPNetwork[] Networks(params string[] networks) => [.. networks.Select(IPNetwork.Parse)];
}
