namespace Markdwell.Services.Sources.Network;

/// <summary>Section <c>Sources</c> of the configuration. Checked at start by <see cref="SourceOptionsValidator"/>.</summary>
public sealed class SourceOptions
{
    /// <summary>Networks that connections may reach although they are not public, as <c>10.1.0.0/16</c>. A site's administrator cannot open one.</summary>
    public IList<string> PrivateNetworks { get; } = [];

    /// <summary>For local stands only: hosts may be asked over plain http.</summary>
    public bool AllowHttp { get; set; }

    /// <summary>How long a file has been missing, or back, before a page is told: a short hiccup of a host is no news.</summary>
    public TimeSpan TroubleDelay { get; set; } = TimeSpan.FromMinutes(10);
}
