using System.Collections.Immutable;

namespace Markdwell.Sandbox.Git;

/// <param name="Kind">Whose API was asked.</param>
/// <param name="Token">Name of the token that came, never the token.</param>
/// <param name="Conditional">Whether the asker has a copy.</param>
/// <param name="Status">HTTP status; 0 when the line was cut.</param>
/// <param name="Fault">What went wrong on purpose.</param>
internal sealed record Question(DateTimeOffset At, string Kind, string Method, string Path, int Status, string? Token, bool Conditional, string? Fault)
{
    public bool NotModified => Status == StatusCodes.Status304NotModified;
}

/// <summary>A file under its own address, without a repository.</summary>
internal sealed record WebFile(byte[] Content, string MediaType, DateTimeOffset At);

/// <summary>All that a Git host remembers. One host plays every kind, because their addresses differ.</summary>
internal sealed class GitHost
{
    private const int Kept = 500;

    private readonly GitSeed seed;
    private readonly Lock gate = new();

    public GitHost(Settings settings, GitSeed seed)
    {
        this.seed = seed;
        Port = settings.Port + 3;
        Reset();
    }

    public int Port { get; }

    public string Name => $"localhost:{Port}";

    public string Address => "http://" + Name;

    public ImmutableList<Repository> Repositories { get; private set; } = [];

    public ImmutableList<Token> Tokens { get; private set; } = [];

    public ImmutableDictionary<string, WebFile> Files { get; private set; } = ImmutableDictionary<string, WebFile>.Empty;

    public ImmutableList<Question> Questions { get; private set; } = [];

    /// <summary>No connection is answered.</summary>
    public bool IsAway { get; set; }

    public bool Covers(HttpContext http) => http.Connection.LocalPort == Port;

    public Repository? Find(string owner, string name) => Repositories.Find(r =>
        string.Equals(r.Owner, owner, StringComparison.OrdinalIgnoreCase) && string.Equals(r.Name, name, StringComparison.OrdinalIgnoreCase));

    public void Put(string path, WebFile file)
    {
        lock (gate)
        {
            Files = Files.SetItem(path, file);
        }
    }

    /// <summary>Another value, another end, or both.</summary>
    public Token? Change(string name, Func<Token, Token> change)
    {
        lock (gate)
        {
            if (Tokens.Find(t => t.Name == name) is not { } old)
            {
                return null;
            }
            var changed = change(old);
            Tokens = Tokens.Replace(old, changed);
            return changed;
        }
    }

    public void Add(Question question)
    {
        lock (gate)
        {
            Questions = (Questions.Count < Kept ? Questions : Questions.RemoveAt(0)).Add(question);
        }
    }

    public void Forget()
    {
        lock (gate)
        {
            Questions = [];
        }
    }

    /// <summary>As at the start.</summary>
    public void Reset()
    {
        lock (gate)
        {
            (Repositories, Tokens, Files, Questions, IsAway) = (seed.Repositories(), seed.Tokens(), seed.Files(), [], false);
        }
    }
}
