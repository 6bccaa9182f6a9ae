namespace Markdwell.Services.Sources.Network;

/// <summary>A host in one spelling, so that case, a dot at the end, other scripts and odd ways to write a number make no second one.</summary>
/// <param name="Port">Null for the scheme's usual one.</param>
internal readonly record struct HostPort(string Name, int? Port)
{
    public static HostPort Of(Uri url) => new(url.IdnHost.TrimEnd('.').ToLowerInvariant(), url.IsDefaultPort ? null : url.Port);

    /// <summary>As a connection names it: <c>git.example.com:8443</c>.</summary>
    public static HostPort? TryParse(string text) =>
        Uri.TryCreate($"https://{text}/", UriKind.Absolute, out var url) && url.UserInfo.Length == 0 && url.PathAndQuery == "/" && url.Fragment.Length == 0
            ? Of(url)
            : null;
}
