using Markdwell.Models;

namespace Markdwell.Services.Sources.Addresses;

/// <summary>Which repositories a connection may be used for.</summary>
internal static class AllowedRepositories
{
    /// <summary>The connections that allow a repository, the one that names it most closely first.</summary>
    public static IEnumerable<Connection> For(IEnumerable<Connection> connections, string repository) => connections
        .Select(connection => (Connection: connection, Length: Closeness(connection, repository)))
        .Where(found => found.Length >= 0)
        .OrderByDescending(found => found.Length)
        .ThenBy(found => found.Connection.Id)
        .Select(found => found.Connection);

    public static bool Allow(Connection connection, string repository) => Closeness(connection, repository) >= 0;

    /// <summary>What the connection is limited to; empty when to nothing.</summary>
    public static string[] Lines(Connection connection) => connection.Repositories.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <returns>How many characters of a line fit; -1 where none does, 0 where all repositories are allowed.</returns>
    private static int Closeness(Connection connection, string repository)
    {
        var lines = Lines(connection);
        return lines.Length == 0 ? 0 : lines.Select(line => Closeness(line, repository, Comparison(connection.Kind))).Max();
    }

    // The star stands for whole names: of "acme/*", "acme-secrets/keys" is none. Groups of GitLab hold groups.
    private static int Closeness(string line, string repository, StringComparison comparison) =>
        line.EndsWith("/*", StringComparison.Ordinal) ? (repository.StartsWith(line[..^1], comparison) && repository.Length >= line.Length ? line.Length - 1 : -1)
        : repository.Equals(line, comparison) ? line.Length
        : -1;

    // GitHub takes names in any case; elsewhere a name in another case may be another repository.
    private static StringComparison Comparison(HostKind kind) => kind == HostKind.GitHub ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
}
