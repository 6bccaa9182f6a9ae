namespace Markdwell.Services.Sources.Addresses;

/// <summary>
/// Addresses of files on Azure DevOps: the repository is in the path, file and version in the query. The letters before a
/// version (GB, GT, GC) stay in the ref, because a branch and a tag of one name are asked for differently.
/// </summary>
internal static class AzureDevOpsAddress
{
    public const string Host = "dev.azure.com";

    private const string OldHosts = ".visualstudio.com";

    /// <summary>Each organisation used to have a host of its own.</summary>
    public static string? MainHost(string host) => host.EndsWith(OldHosts, StringComparison.Ordinal) ? Host : null;

    public static RepositoryPath? Read(PastedAddress address)
    {
        var segments = address.Segments.ToList();
        var mark = segments.IndexOf("_git");
        if (mark < 0 || mark + 1 >= segments.Count || Repository(address, segments, mark) is not { } repository)
        {
            return null;
        }

        var version = address.Query("version") ?? RepositoryPath.Head;
        return address.Query("path") is not { } path ? RepositoryPath.Readme(repository)
            : PastedAddress.IsSafe(path) ? RepositoryPath.At(repository, version, path.Split('/', StringSplitOptions.RemoveEmptyEntries), isFolder: path.EndsWith('/'))
            : null;
    }

    private static string? Repository(PastedAddress address, List<string> segments, int mark)
    {
        var above = segments[..mark];
        if (address.Host.EndsWith(OldHosts, StringComparison.Ordinal))
        {
            above.RemoveAll(segment => segment == "DefaultCollection");
            above.Insert(0, address.Host[..^OldHosts.Length]);
        }

        // A project's first repository has its name, and then the address names it once.
        var name = segments[mark + 1];
        return above.Count switch
        {
            0 => null,
            1 => $"{above[0]}/{name}/{name}",
            _ => $"{string.Join('/', above)}/{name}",
        };
    }
}
