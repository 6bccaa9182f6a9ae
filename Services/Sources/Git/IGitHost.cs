using System.Text.Json;
using Markdwell.Services.Sources.Addresses;

namespace Markdwell.Services.Sources.Git;

/// <summary>The API of one kind of Git host, as far as files are read from it.</summary>
internal interface IGitHost
{
    /// <summary>Where the API of a host is: <c>https://api.github.com</c>.</summary>
    string Api(string scheme, string host);

    /// <summary>Asks for the newest commit that changed a file.</summary>
    GitCall LastCommit(string api, GitFile file);

    /// <returns>Null when the host knows no such commit, as of a file that is not there.</returns>
    Commit? ReadCommit(JsonElement answer);

    /// <summary>Asks for the bytes of a file.</summary>
    GitCall Content(string api, GitFile file, string commit);

    /// <summary>Where people see a file at its ref.</summary>
    string View(string site, GitFile file);
}

/// <param name="Accept">What the host takes as the wish for this form of answer.</param>
internal sealed record GitCall(string Url, string Accept);

/// <param name="At">When it was made, in UTC.</param>
internal sealed record Commit(string Id, DateTime? At);
