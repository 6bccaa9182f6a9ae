using System.Text.Json;
using Markdwell.Services.Sources.Addresses;

namespace Markdwell.Services.Sources.Git;

/// <summary>
/// https://docs.gitlab.com/api/commits/#list-repository-commits and https://docs.gitlab.com/api/repository_files/:
/// repositories and paths are one part of the address each, with escaped slashes.
/// </summary>
internal sealed class GitLabHost : IGitHost
{
    public string Api(string scheme, string host) => $"{scheme}://{host}/api/v4";

    public GitCall LastCommit(string api, GitFile file) =>
        new($"{api}/projects/{GitUrl.Value(file.Repository)}/repository/commits?path={GitUrl.Value(file.Path)}&ref_name={GitUrl.Value(file.Ref)}&per_page=1", "application/json");

    public Commit? ReadCommit(JsonElement answer) => answer.EnumerateArray().Select(item => GitJson.Commit(item, "id", item.GetProperty("committed_date"))).FirstOrDefault();

    public GitCall Content(string api, GitFile file, string commit) =>
        new($"{api}/projects/{GitUrl.Value(file.Repository)}/repository/files/{GitUrl.Value(file.Path)}/raw?ref={GitUrl.Value(commit)}", "*/*");

    public string View(string site, GitFile file) => $"{site}/{GitUrl.Path(file.Repository)}/-/{GitUrl.Page(file)}/{GitUrl.Path(file.Ref)}/{GitUrl.Path(file.Path)}";
}
