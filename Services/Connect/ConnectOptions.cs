namespace Markdwell.Services.Connect;

/// <summary>Section <c>Connect</c> of the configuration. Checked at start by <see cref="ConnectOptionsValidator"/>.</summary>
public sealed class ConnectOptions
{
    /// <summary>The app's own public address. Tokens for installations must name it, so it is never taken from a request.</summary>
    public string BaseUrl { get; set; } = "";

    public string AppKey { get; set; } = "";

    public InstallAuthentication InstallAuthentication { get; set; } = InstallAuthentication.Signed;

    /// <summary>Where the public keys of signed installations are: <c>{url}/{kid}</c>, asked in this order.</summary>
    public IList<string> InstallKeysUrls { get; } = [];

    /// <summary>Hosts that may install the app, and so be called by it: a name, or <c>*.</c> and a name.</summary>
    public IList<string> AllowedHosts { get; } = [];

    /// <summary>Atlassian's script that joins a frame with the page around it.</summary>
    public string AllJsUrl { get; set; } = "";

    /// <summary>For local stands only: plain http and loopback for the app itself, the key hosts and the sites.</summary>
    public bool AllowInsecure { get; set; }

    public Uri BaseUri => new(BaseUrl);

    /// <summary>The base URL's path without a slash at its end; empty when the app has a host of its own.</summary>
    public string BasePath => BaseUri.AbsolutePath.TrimEnd('/');

    public string AllJsOrigin => new Uri(AllJsUrl).GetLeftPart(UriPartial.Authority);
}

public enum InstallAuthentication
{
    /// <summary>Atlassian signs the event with a private key of its own (RS256).</summary>
    Signed,

    /// <summary>The older way: a first installation is unsigned, later ones are signed with the secret of the last one.</summary>
    SharedSecret,
}
