namespace Markdwell.Services.Sources.Network;

/// <summary>How far a fetch may go, by the words of an address. Where these words lead is for <see cref="NetworkGuard"/> to judge.</summary>
internal sealed record Reach(IReadOnlyList<string> AllowedHosts, bool AllowHttp)
{
    /// <returns>Null for an address that may be asked.</returns>
    public FetchOutcome? Refusal(Uri url)
    {
        // A user name is there to make a host look like another, or is a password in plain sight.
        if (!url.IsAbsoluteUri || url.UserInfo.Length > 0 || !(url.Scheme == Uri.UriSchemeHttps || (AllowHttp && url.Scheme == Uri.UriSchemeHttp)))
        {
            return FetchOutcome.WrongAddress;
        }

        var host = HostPort.Of(url);
        return AllowedHosts.Any(allowed => HostPort.TryParse(allowed) == host) ? null : FetchOutcome.NotAllowed;
    }

    /// <returns>Where a redirect leads, or null when that is out of reach.</returns>
    public Uri? Next(Uri from, Uri? location) =>
        location is not null
        && Uri.TryCreate(from, location, out var next)
        && Refusal(next) is null

        // Whoever sits in between could read and change what comes unencrypted.
        && (next.Scheme == Uri.UriSchemeHttps || from.Scheme == Uri.UriSchemeHttp)
            ? next
            : null;
}
