using Markdwell.Models;
using Markdwell.Services.Sources.Addresses;
using Markdwell.Services.Sources.Git;
using Markdwell.Services.Sources.Network;

namespace Markdwell.Services.Sources.Files;

/// <summary>A file in a repository: one question for its last commit, and for the content only when that is another one.</summary>
internal sealed class GitFileSource(GitHosts hosts, Connection connection, GitFile file, int maxBytes) : IFileSource
{
    public string Address { get; } = string.Join('\n', "git", file.ConnectionId, file.Kind, file.Host, file.Repository, file.Ref, file.Path);

    public int? ConnectionId => connection.Id;

    public FilePlace? Place => new(connection.Id, file.Host, file.Repository, file.Path);

    public bool AsksEachView => false;

    public async Task<Renewal> AskAsync(CachedFile? copy)
    {
        var (response, commit) = await hosts.LastCommitAsync(connection, file, copy?.ETag, CancellationToken.None);
        if (commit is null)
        {
            return Renewal.Without(response);
        }

        // Other files were committed: the answer has another tag, and the file is the same.
        if (copy is not null && copy.Revision == commit.Id)
        {
            return new(FetchOutcome.NotModified) { ETag = response.ETag };
        }

        var content = await hosts.ContentAsync(connection, file, commit.Id, maxBytes, CancellationToken.None);
        return content.Outcome != FetchOutcome.Ok ? Renewal.Without(content) : new(TextFile.Check(content))
        {
            Content = content.Body,
            MediaType = content.MediaType,
            Revision = commit.Id,
            RevisedAt = commit.At,
            ETag = response.ETag,
        };
    }

    public Provenance Provenance(CachedFile copy)
    {
        var view = hosts.View(file);
        return new(
            file.Path,
            copy.Revision,
            copy.RevisedAt,
            view.StartsWith("https:", StringComparison.Ordinal) ? view : null,
            connection.ProtectedToken is null ? null : connection.Name,
            new GitBase(file, copy.Revision ?? file.Ref));
    }
}
