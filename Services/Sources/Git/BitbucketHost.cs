using System.Text.Json;
using Markdwell.Services.Sources.Addresses;

namespace Markdwell.Services.Sources.Git;

/// <summary>
/// https://developer.atlassian.com/cloud/bitbucket/rest/api-group-commits/ and -source/. The branch goes into the query
/// (<c>include</c>), for in the path one with a slash in its name is not found.
/// </summary>
internal sealed class BitbucketHost : IGitHost
{
    public string Api(string scheme, string host) => host == BitbucketAddress.Host ? $"{scheme}://api.{host}/2.0" : $"{scheme}://{host}/2.0";

    public GitCall LastCommit(string api, GitFile file) => new(
        $"{api}/repositories/{GitUrl.Path(file.Repository)}/commits?include={GitUrl.Value(file.Ref)}&path={GitUrl.Value(file.Path)}&pagelen=1&fields=values.hash,values.date",
        "application/json");

    public Commit? ReadCommit(JsonElement answer) =>
        answer.GetProperty("values").EnumerateArray().Select(item => GitJson.Commit(item, "hash", item.GetProperty("date"))).FirstOrDefault();

    public GitCall Content(string api, GitFile file, string commit) =>
        new($"{api}/repositories/{GitUrl.Path(file.Repository)}/src/{GitUrl.Value(commit)}/{GitUrl.Path(file.Path)}", "*/*");

    // The site takes a branch with a slash in its name only with that slash escaped.
    public string View(string site, GitFile file) => $"{site}/{GitUrl.Path(file.Repository)}/src/{GitUrl.Value(file.Ref)}/{GitUrl.Path(file.Path)}";
}
