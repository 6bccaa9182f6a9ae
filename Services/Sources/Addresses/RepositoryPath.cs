namespace Markdwell.Services.Sources.Addresses;

/// <summary>A repository, and what a path behind it may mean.</summary>
internal sealed record RepositoryPath(string Repository, IReadOnlyList<(string Ref, string Path)> Readings)
{
    /// <summary>What every host takes for the newest commit of the branch that it shows first.</summary>
    public const string Head = "HEAD";

    // Branches have slashes in their names, and each reading may cost a question to the host.
    private const int MaxReadings = 4;

    // Hosts differ in which of them they show.
    private static readonly string[] ReadmeNames = ["README.md", "readme.md"];

    public static RepositoryPath Readme(string repository) => new(repository, [.. ReadmeNames.Select(name => (Head, name))]);

    /// <summary>Of a ref that is known for sure.</summary>
    /// <param name="isFolder">The path names a folder, whose README is meant.</param>
    public static RepositoryPath? At(string repository, string reference, IEnumerable<string> path, bool isFolder)
    {
        var joined = string.Join('/', path);
        return isFolder ? new(repository, [.. Readmes(reference, joined)])
            : joined.Length > 0 ? new(repository, [(reference, joined)])
            : null;
    }

    /// <summary>Of a ref and a path in a row, without a sign where the one ends.</summary>
    public static RepositoryPath? Of(string repository, IReadOnlyList<string> rest, bool isFolder)
    {
        rest = rest is ["refs", "heads" or "tags", ..] ? [.. rest.Skip(2)] : rest;
        if (rest.Count == 0)
        {
            return null;
        }

        // A slash that was escaped belongs to the branch, and a commit has none.
        if (rest[0].Contains('/', StringComparison.Ordinal) || IsCommit(rest[0]))
        {
            return At(repository, rest[0], rest.Skip(1), isFolder);
        }

        var last = isFolder ? rest.Count : rest.Count - 1;
        var readings = Enumerable.Range(1, last)
            .SelectMany(length => At(repository, string.Join('/', rest.Take(length)), rest.Skip(length), isFolder)!.Readings)
            .Take(MaxReadings)
            .ToList();
        return readings.Count > 0 ? new(repository, readings) : null;
    }

    public static bool IsCommit(string reference) => reference.Length is 40 or 64 && reference.All(char.IsAsciiHexDigit);

    private static IEnumerable<(string Ref, string Path)> Readmes(string reference, string folder) =>
        ReadmeNames.Select(name => (reference, folder.Length > 0 ? $"{folder}/{name}" : name));
}
