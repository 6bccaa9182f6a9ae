namespace Markdwell.Services.Sources.Network;

/// <summary>One file, or one answer of a host's API.</summary>
/// <param name="TenantId">On whose behalf: places and pauses are counted per tenant and host.</param>
/// <param name="AllowedHosts">Where it may go, redirects included: host names in lower case, with a port unless it is the usual one.</param>
/// <param name="Authorization">Goes with the first host alone.</param>
/// <param name="MaxBytes">Reading stops there.</param>
public sealed record FetchRequest(
    int TenantId, Uri Url, IReadOnlyList<string> AllowedHosts, KeyValuePair<string, string>? Authorization, string Accept, int MaxBytes)
{
    /// <summary>Of the copy at hand, to be told that it is still good.</summary>
    public string? ETag { get; init; }

    public DateTimeOffset? LastModified { get; init; }

    /// <summary>A record would write out its token, into whatever log somebody puts it.</summary>
    public override string ToString() => Url.GetLeftPart(UriPartial.Path);
}
