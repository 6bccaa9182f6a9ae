using Markdwell.Services.Sources.Addresses;

namespace Markdwell.Services.Sources.Links;

/// <summary>Addresses in a text from a URL, as a browser resolves them. Pictures of the text's own host come through us, for only we may have its token.</summary>
internal sealed class WebLinks(WebBase origin) : TextLinks
{
    private readonly WebBase host = origin with { Url = new Uri(origin.Url, "/") };

    public override string Fingerprint => $"web {origin.ConnectionId} {origin.Url.AbsoluteUri}";

    public override string? Link(string url) => Resolve(url) is { } found ? found.GetComponents(UriComponents.HttpRequestUrl | UriComponents.Fragment, UriFormat.UriEscaped) : null;

    public override PictureFile? Picture(string url) =>
        Resolve(url) is { } found && found.Scheme == host.Url.Scheme && found.Authority == host.Url.Authority ? new(host, found.PathAndQuery) : null;

    private Uri? Resolve(string url) =>
        Uri.TryCreate(origin.Url, url, out var found) && (found.Scheme == Uri.UriSchemeHttps || found.Scheme == Uri.UriSchemeHttp) ? found : null;
}
