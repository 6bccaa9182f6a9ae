using Markdwell.Models;

namespace Markdwell.Services.Sources.Addresses;

/// <summary>What an author's address means to a site: files of a repository, a URL, or a fault.</summary>
/// <param name="Where">What is asked, for sentences: <c>github.com/acme/docs</c>.</param>
public sealed record SourceAddress(string Where)
{
    public AddressFault? Fault { get; private init; }

    /// <summary>The most specific one that allows the file.</summary>
    public Connection? Connection { get; private init; }

    /// <summary>Where the address leaves open which part of it is the branch, all that it may mean, the shortest branch first.</summary>
    public IReadOnlyList<GitFile> Files { get; private init; } = [];

    /// <summary>For a host without repositories.</summary>
    public Uri? Url { get; private init; }

    internal static SourceAddress Of(AddressFault fault, string where) => new(where) { Fault = fault };

    internal static SourceAddress Of(Connection connection, Uri url) => new(url.Authority) { Connection = connection, Url = url };

    internal static SourceAddress Of(Connection connection, RepositoryPath path) => new($"{connection.Host}/{path.Repository}")
    {
        Connection = connection,
        Files = [.. path.Readings.Select(reading => new GitFile(connection.Id, connection.Kind, connection.Host, path.Repository, reading.Ref, reading.Path))],
    };
}
