namespace Markdwell.Services.Sources.Addresses;

/// <summary>Addresses of files on servers with Gitea or Forgejo.</summary>
internal static class GiteaAddress
{
    public const string Host = "codeberg.org";

    public static RepositoryPath? Read(PastedAddress address) => address.Segments switch
    {
        [var owner, var name, "src" or "raw" or "media" or "blame", "branch" or "tag" or "commit", .. var rest] => Of(address, $"{owner}/{name}", rest),

        // From before 2017, and still answered.
        [var owner, var name, "src" or "raw" or "_edit", .. var rest] => Of(address, $"{owner}/{name}", rest),
        [var owner, var name] => RepositoryPath.Readme($"{owner}/{name}"),
        _ => null,
    };

    private static RepositoryPath? Of(PastedAddress address, string repository, string[] rest) =>
        RepositoryPath.Of(repository, rest, isFolder: address.IsFolder || rest.Length == 1);
}
