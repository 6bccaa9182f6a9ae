using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace Markdwell.Sandbox.Git;

/// <summary>What is on the Git host at the start: <c>git.json</c> and the files in <c>git/</c>.</summary>
internal sealed class GitSeed
{
    private readonly string contentRoot;
    private readonly Seeds seeds;
    private readonly ImmutableList<Repository> filled;

    public GitSeed(string contentRoot)
    {
        this.contentRoot = contentRoot;
        seeds = JsonSerializer.Deserialize<Seeds>(File.ReadAllText(Path.Combine(contentRoot, "git.json")), Json.Web)!;
        filled = [.. seeds.Repositories.Select((r, index) => Fill(r, index + 1))];
    }

    public ImmutableList<Repository> Repositories() => filled.ConvertAll(r => r.Copy());

    public ImmutableList<Token> Tokens() => [.. seeds.Tokens.Select(t => new Token(t.Name, "token-of-" + t.Name, t.Owner, t.MayRead, t.MayWrite,
        t.Days is { } days ? DateTimeOffset.UtcNow.AddDays(days) : null))];

    public ImmutableDictionary<string, WebFile> Files() => seeds.Files.ToImmutableDictionary(f => f.Path,
        f => new WebFile(Content("files", f.From, f.As), f.MediaType, new DateTimeOffset(2026, 1, 5, 9, 0, 0, TimeSpan.Zero)), StringComparer.Ordinal);

    private Repository Fill(RepositorySeed seed, int id)
    {
        var repository = new Repository(id, seed.Owner, seed.Name, seed.Private);
        foreach (var commit in seed.Commits)
        {
            var changes = (commit.Files ?? []).Select(f => KeyValuePair.Create(f.Path, f.Gone ? null : Content(Path.Combine(seed.Owner, seed.Name), f.From ?? f.Path, f.As)));
            repository.Commit(commit.Branch ?? Repository.DefaultBranch, commit.Message, commit.At, changes);
            if (commit.Tag is { } tag)
            {
                repository.Tag(tag);
            }
        }
        return repository;
    }

    /// <summary>What an editor would spoil, or is too large to keep, is made here.</summary>
    private byte[] Content(string folder, string? from, string? made)
    {
        string Text() => File.ReadAllText(Path.Combine(contentRoot, "git", folder, from!));
        return made switch
        {
            null => File.ReadAllBytes(Path.Combine(contentRoot, "git", folder, from!)),
            "crlf" => Encoding.UTF8.GetBytes(Text().ReplaceLineEndings("\r\n")),
            "utf-16" => [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(Text())],
            "latin-1" => Encoding.Latin1.GetBytes(Text()),
            "broken-utf-8" => [.. Encoding.UTF8.GetBytes(Text()), 0xC3, 0x28, 0xFF, 0xFE, (byte)'\n'],
            "300-kb" => Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(1, 2400).Select(Paragraph))),
            "picture" => Picture.Draw(320, 160),
            "large-picture" => Picture.Noise(1400, 1300),
            _ => throw new InvalidOperationException($"Nobody knows how to make {made}."),
        };
    }

    private static string Paragraph(int number) =>
        (number % 100 == 1 ? $"## Chapter {(number / 100) + 1}\n\n" : "") + $"Paragraph {number} of a long file: **bold**, `code`, [a link](setup.md), and some more words to fill the line.\n\n";

    private sealed record Seeds(RepositorySeed[] Repositories, TokenSeed[] Tokens, FileSeed[] Files);

    private sealed record RepositorySeed(string Owner, string Name, CommitSeed[] Commits, bool Private = false);

    private sealed record CommitSeed(string Message, DateTimeOffset At, FileSeed[]? Files = null, string? Branch = null, string? Tag = null);

    private sealed record FileSeed(string Path, string? From = null, string? As = null, string MediaType = "text/markdown", bool Gone = false);

    private sealed record TokenSeed(string Name, string Owner, bool MayRead = true, bool MayWrite = false, int? Days = null);
}
