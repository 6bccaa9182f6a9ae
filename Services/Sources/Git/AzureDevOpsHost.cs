using System.Text.Json;
using Markdwell.Services.Sources.Addresses;

namespace Markdwell.Services.Sources.Git;

/// <summary>https://learn.microsoft.com/rest/api/azure/devops/git/commits/get-commits and items/get; 6.0 is what servers of 2020 know as well.</summary>
internal sealed class AzureDevOpsHost : IGitHost
{
    private const string Version = "api-version=6.0";

    // The old hosts of organisations answer too, but below other paths.
    public string Api(string scheme, string host) => $"{scheme}://{AzureDevOpsAddress.MainHost(host) ?? host}";

    public GitCall LastCommit(string api, GitFile file)
    {
        var (type, version) = RefOf(file.Ref);
        var reference = type is null ? "" : $"&searchCriteria.itemVersion.versionType={type}&searchCriteria.itemVersion.version={GitUrl.Value(version)}";
        return new($"{api}/{Repository(file)}/commits?searchCriteria.itemPath={GitUrl.Value("/" + file.Path)}{reference}&searchCriteria.$top=1&{Version}", "application/json");
    }

    public Commit? ReadCommit(JsonElement answer) =>
        answer.GetProperty("value").EnumerateArray().Select(item => GitJson.Commit(item, "commitId", item.GetProperty("committer").GetProperty("date"))).FirstOrDefault();

    public GitCall Content(string api, GitFile file, string commit) => new(
        $"{api}/{Repository(file)}/items?path={GitUrl.Value("/" + file.Path)}&versionDescriptor.versionType=commit&versionDescriptor.version={GitUrl.Value(commit)}&{Version}",
        "application/octet-stream");

    public string View(string site, GitFile file)
    {
        var parts = file.Repository.Split('/');
        var version = RepositoryPath.IsCommit(file.Ref) ? "&version=GC" + file.Ref
            : file.Ref == RepositoryPath.Head ? ""
            : "&version=" + GitUrl.Value(file.Ref);
        var root = Api(new Uri(site).Scheme, file.Host);
        return $"{root}/{GitUrl.Path(string.Join('/', parts[..^1]))}/_git/{GitUrl.Value(parts[^1])}?path={GitUrl.Value("/" + file.Path)}{version}";
    }

    private static string Repository(GitFile file)
    {
        var parts = file.Repository.Split('/');
        return $"{GitUrl.Path(string.Join('/', parts[..^1]))}/_apis/git/repositories/{GitUrl.Value(parts[^1])}";
    }

    private static (string? Type, string Version) RefOf(string reference) => reference switch
    {
        RepositoryPath.Head => (null, ""),
        ['G', 'B', .. var branch] => ("branch", branch),
        ['G', 'T', .. var tag] => ("tag", tag),
        ['G', 'C', .. var commit] => ("commit", commit),
        _ => (RepositoryPath.IsCommit(reference) ? "commit" : "branch", reference),
    };
}
