namespace Markdwell.Services.Sources.Addresses;

/// <summary>Addresses of files on Bitbucket Cloud.</summary>
internal static class BitbucketAddress
{
    public const string Host = "bitbucket.org";

    public static RepositoryPath? Read(PastedAddress address) => address.Segments switch
    {
        [var workspace, var name, "src" or "raw" or "annotate", .. var rest] => Of(address, $"{workspace}/{name}", rest),
        [var workspace, var name] => RepositoryPath.Readme($"{workspace}/{name}"),
        _ => null,
    };

    private static RepositoryPath? Of(PastedAddress address, string repository, string[] rest)
    {
        // A folder looks like a file but for a slash at its end.
        var isFolder = address.IsFolder || rest.Length == 1;
        return rest.Length == 0 ? RepositoryPath.Readme(repository)

            // The commit that its author saw stands in the path, the branch that he followed behind it.
            : address.Query("at") is { } branch ? RepositoryPath.At(repository, Name(branch), rest.Skip(1), isFolder)
            : RepositoryPath.Of(repository, rest, isFolder);
    }

    private static string Name(string branch) => branch.StartsWith("refs/heads/", StringComparison.Ordinal) ? branch["refs/heads/".Length..] : branch;
}
