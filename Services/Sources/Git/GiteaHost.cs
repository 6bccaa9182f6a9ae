using System.Text.Json;
using Markdwell.Services.Sources.Addresses;

namespace Markdwell.Services.Sources.Git;

/// <summary>Gitea and Forgejo: https://docs.gitea.com/api/, repoGetAllCommits and repoGetRawFile.</summary>
internal sealed class GiteaHost : IGitHost
{
    public string Api(string scheme, string host) => $"{scheme}://{host}/api/v1";

    public GitCall LastCommit(string api, GitFile file)
    {
        // Without a ref it is the default branch; the word HEAD is not promised to be one.
        var reference = file.Ref == RepositoryPath.Head ? "" : $"&sha={GitUrl.Value(file.Ref)}";
        var url = $"{api}/repos/{GitUrl.Path(file.Repository)}/commits?path={GitUrl.Value(file.Path)}{reference}&limit=1&stat=false&verification=false&files=false";
        return new(url, "application/json");
    }

    public Commit? ReadCommit(JsonElement answer) => answer.EnumerateArray().Select(item => GitJson.Commit(item, "sha", item.GetProperty("created"))).FirstOrDefault();

    public GitCall Content(string api, GitFile file, string commit) =>
        new($"{api}/repos/{GitUrl.Path(file.Repository)}/raw/{GitUrl.Path(file.Path)}?ref={GitUrl.Value(commit)}", "*/*");

    // Without a word for its kind, Gitea finds out itself whether the ref is a branch or a tag.
    public string View(string site, GitFile file) =>
        $"{site}/{GitUrl.Path(file.Repository)}/src/{(RepositoryPath.IsCommit(file.Ref) ? "commit/" : "")}{GitUrl.Path(file.Ref)}/{GitUrl.Path(file.Path)}";
}
