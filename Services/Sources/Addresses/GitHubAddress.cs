namespace Markdwell.Services.Sources.Addresses;

/// <summary>Addresses of files on github.com and on servers with GitHub Enterprise.</summary>
internal static class GitHubAddress
{
    public const string Host = "github.com";

    private const string RawHost = "raw.githubusercontent.com";
    private const string MediaHost = "media.githubusercontent.com";

    /// <summary>Raw files have hosts of their own, which share the connection of the host whose files they are.</summary>
    public static string? MainHost(string host) =>
        host is RawHost or MediaHost or "www.github.com" ? Host
        : host.StartsWith("raw.", StringComparison.Ordinal) ? host["raw.".Length..]
        : null;

    public static RepositoryPath? Read(PastedAddress address)
    {
        var isRaw = address.Host.StartsWith("raw.", StringComparison.Ordinal);
        return address.Segments switch
        {
            ["media", var owner, var name, .. var rest] when address.Host == MediaHost => Of(owner, name, rest),
            [var owner, var name, .. var rest] when isRaw => Of(owner, name, rest),
            [var owner, var name, "blob" or "raw" or "blame" or "edit", .. var rest] => Of(owner, name, rest),
            ["raw", var owner, var name, .. var rest] when rest is [_, _, ..] => Of(owner, name, rest),
            [var owner, var name, "tree", .. var rest] => RepositoryPath.Of($"{owner}/{name}", rest, isFolder: true),
            [var owner, var name] => RepositoryPath.Readme($"{owner}/{name}"),
            _ => null,
        };
    }

    private static RepositoryPath? Of(string owner, string name, IReadOnlyList<string> rest) => RepositoryPath.Of($"{owner}/{name}", rest, isFolder: false);
}
