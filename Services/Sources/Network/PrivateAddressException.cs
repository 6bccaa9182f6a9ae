using System.Net;

namespace Markdwell.Services.Sources.Network;

/// <summary>Ends a connection before it is opened. Caught by <see cref="Fetcher"/>, within what the handler makes of it.</summary>
internal sealed class PrivateAddressException(string host, IPAddress address)
    : IOException($"{host} leads to {address}, which is not public and not in Sources__PrivateNetworks.");
