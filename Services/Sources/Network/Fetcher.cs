namespace Markdwell.Services.Sources.Network;

/// <summary>Brings files from hosts that are not ours to trust. Never throws for what a host does.</summary>
public sealed class Fetcher
{
    public Task<FetchResponse> FetchAsync(FetchRequest request, CancellationToken cancellationToken) => throw new NotSupportedException("Not built yet.");
}
