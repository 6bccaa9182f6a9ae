using System.Text.Json;
using Markdwell.Services.Sources.Addresses;

namespace Markdwell.Services.Sources.Git;

/// <summary>https://docs.github.com/en/rest/commits/commits#list-commits and https://docs.github.com/en/rest/repos/contents</summary>
internal sealed class GitHubHost : IGitHost
{
    // The sites of enterprises with data residency, whose APIs are beside them and not below.
    private const string EnterpriseCloud = ".ghe.com";

    public string Api(string scheme, string host) =>
        host == GitHubAddress.Host || host.EndsWith(EnterpriseCloud, StringComparison.Ordinal) ? $"{scheme}://api.{host}" : $"{scheme}://{host}/api/v3";

    public GitCall LastCommit(string api, GitFile file) =>
        new($"{api}/repos/{GitUrl.Path(file.Repository)}/commits?path={GitUrl.Value(file.Path)}&sha={GitUrl.Value(file.Ref)}&per_page=1", "application/vnd.github+json");

    public Commit? ReadCommit(JsonElement answer) => answer.EnumerateArray().Select(Read).FirstOrDefault();

    // The raw form holds for files of up to 100 MB; the default one stops at 1 MB.
    public GitCall Content(string api, GitFile file, string commit) =>
        new($"{api}/repos/{GitUrl.Path(file.Repository)}/contents/{GitUrl.Path(file.Path)}?ref={GitUrl.Value(commit)}", "application/vnd.github.raw+json");

    public string View(string site, GitFile file) => $"{site}/{GitUrl.Path(file.Repository)}/{GitUrl.Page(file)}/{GitUrl.Path(file.Ref)}/{GitUrl.Path(file.Path)}";

    private static Commit Read(JsonElement item) => GitJson.Commit(item, "sha", item.GetProperty("commit").GetProperty("committer").GetProperty("date"));
}
