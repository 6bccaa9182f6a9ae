using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Markdwell.Sandbox.Git;

/// <summary>A file's content, named as Git names it.</summary>
internal sealed record Blob(byte[] Content)
{
    public string Id { get; } = Hash.Of(Encoding.ASCII.GetBytes($"blob {Content.Length}\0"), Content);
}

/// <param name="Id">Of everything in it, so that the same seeds always make the same commits.</param>
internal sealed record Commit(string Id, string Message, DateTimeOffset At, ImmutableSortedDictionary<string, Blob> Files, Commit? Parent)
{
    public const string Author = "Alice Archer";
    public const string Email = "alice@acme.example";

    public static Commit Of(string message, DateTimeOffset at, ImmutableSortedDictionary<string, Blob> files, Commit? parent)
    {
        var text = string.Concat(files.Select(f => $"{f.Key} {f.Value.Id}\n")) + $"{parent?.Id} {at:O} {message}";
        return new(Hash.Of(Encoding.UTF8.GetBytes(text)), message, at, files, parent);
    }

    /// <summary>Whether it touched a file, or anything below a folder.</summary>
    public bool Touches(string path) => path.Length == 0 || Below(this, path) != Below(Parent, path);

    private static string Below(Commit? commit, string path) => commit is null ? "" : string.Concat(commit.Files
        .Where(f => f.Key == path || f.Key.StartsWith(path + "/", StringComparison.Ordinal)).Select(f => f.Key + f.Value.Id));
}

internal sealed class Repository(int id, string owner, string name, bool isPrivate)
{
    public const string DefaultBranch = "main";

    private readonly Lock gate = new();

    public int Id => id;

    public string Owner => owner;

    public string Name => name;

    public string FullName => $"{owner}/{name}";

    public bool IsPrivate => isPrivate;

    public ImmutableDictionary<string, Commit> Branches { get; private set; } = ImmutableDictionary<string, Commit>.Empty;

    public ImmutableDictionary<string, Commit> Tags { get; private set; } = ImmutableDictionary<string, Commit>.Empty;

    public bool IsEmpty => Branches.IsEmpty;

    /// <param name="revision">A branch, a tag, a commit or the beginning of one; nothing is the default branch.</param>
    public Commit? Find(string? revision) =>
        Branches.GetValueOrDefault(string.IsNullOrEmpty(revision) || revision == "HEAD" ? DefaultBranch : revision) ?? Tags.GetValueOrDefault(revision ?? "") ?? ById(revision);

    public Commit? ById(string? id) => id is { Length: >= 7 } && id.All(char.IsAsciiHexDigit)
        ? Branches.Values.Concat(Tags.Values).SelectMany(History).FirstOrDefault(c => c.Id.StartsWith(id, StringComparison.Ordinal)) : null;

    /// <summary>The commits that touched a path, newest first.</summary>
    public static IEnumerable<Commit> History(Commit from, string? path) => History(from).Where(c => c.Touches(path?.Trim('/') ?? ""));

    /// <summary>Addresses for people name the revision and the path in one go, and a branch may have a slash in its name.</summary>
    public (string Revision, Commit Commit, string Path)? Split(string revisionAndPath)
    {
        var parts = revisionAndPath.Split('/');
        for (var length = 1; length <= parts.Length; length++)
        {
            var revision = string.Join('/', parts[..length]);
            if (Find(revision) is { } commit)
            {
                return (revision, commit, string.Join('/', parts[length..]).Trim('/'));
            }
        }
        return null;
    }

    /// <param name="changes">New contents by path; null takes the file away.</param>
    public Commit Commit(string branch, string message, DateTimeOffset at, IEnumerable<KeyValuePair<string, byte[]?>> changes)
    {
        lock (gate)
        {
            var parent = Branches.GetValueOrDefault(branch) ?? Branches.GetValueOrDefault(DefaultBranch);
            var files = parent?.Files ?? ImmutableSortedDictionary.Create<string, Blob>(StringComparer.Ordinal);
            foreach (var (path, content) in changes)
            {
                files = content is null ? files.Remove(path) : files.SetItem(path, new(content));
            }
            var commit = Git.Commit.Of(message, at, files, parent);
            Branches = Branches.SetItem(branch, commit);
            return commit;
        }
    }

    public void Tag(string tag)
    {
        lock (gate)
        {
            Tags = Tags.SetItem(tag, Branches[DefaultBranch]);
        }
    }

    /// <summary>The same commits; what comes later is its own.</summary>
    public Repository Copy() => new(id, owner, name, isPrivate) { Branches = Branches, Tags = Tags };

    private static IEnumerable<Commit> History(Commit from)
    {
        for (var at = from; at is not null; at = at.Parent)
        {
            yield return at;
        }
    }
}

internal static class Hash
{
    public static string Of(params ReadOnlySpan<byte[]> parts)
    {
#pragma warning disable CA5350 // Git's own.
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA1);
#pragma warning restore CA5350
        foreach (var part in parts)
        {
            hash.AppendData(part);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
