using System.Collections.Immutable;

namespace Markdwell.Sandbox.Sites;

internal sealed record Edition(int Number, string Title, ImmutableList<Block> Blocks, Person By, DateTimeOffset At, string? Note)
{
    public IEnumerable<Macro> Macros => Blocks.OfType<Macro>();

    public Macro? Macro(string id) => Macros.FirstOrDefault(m => m.Id == id);
}

/// <summary>A page with all its published versions and at most one draft.</summary>
internal sealed class Page(string id, Space space) : Guarded
{
    private readonly Lock gate = new();

    public string Id => id;

    public Space Space => space;

    public ImmutableList<Edition> Editions { get; private set; } = [];

    /// <summary>What the editor has saved but nobody has published; its number is that of the version it started from.</summary>
    public Edition? Draft { get; private set; }

    public Properties Properties { get; } = new();

    public Comments Comments { get; } = new();

    public ImmutableList<Attachment> Attachments { get; private set; } = [];

    public Edition Current => Editions[^1];

    public string Title => Current.Title;

    /// <param name="number">0 is the current version.</param>
    public Edition? Edition(int number) => number == 0 ? Current : Editions.Find(e => e.Number == number);

    public Edition Publish(string title, ImmutableList<Block> blocks, Person by, string? note = null)
    {
        lock (gate)
        {
            var edition = new Edition(Editions.Count + 1, title, blocks, by, DateTimeOffset.UtcNow, note);
            Editions = Editions.Add(edition);
            Draft = null;
            return edition;
        }
    }

    public Edition Save(string title, ImmutableList<Block> blocks, Person by)
    {
        lock (gate)
        {
            return Draft = new Edition(Current.Number, title, blocks, by, DateTimeOffset.UtcNow, null);
        }
    }

    public void Discard()
    {
        lock (gate)
        {
            Draft = null;
        }
    }

    public Attachment Attach(string name, string mediaType, byte[] content, Person by)
    {
        lock (gate)
        {
            var old = Attachments.Find(a => a.Name == name);
            var next = new Attachment(old?.Id ?? "att" + Number.Next(), name, mediaType, content, (old?.Version ?? 0) + 1, by, DateTimeOffset.UtcNow);
            Attachments = (old is null ? Attachments : Attachments.Remove(old)).Add(next);
            return next;
        }
    }

    /// <returns>The one that was there.</returns>
    public Attachment? Detach(string name)
    {
        lock (gate)
        {
            var gone = Attachments.Find(a => a.Name == name);
            Attachments = Attachments.RemoveAll(a => a == gone);
            return gone;
        }
    }

    /// <summary>The seeds are older than the app: once it is known, its macro takes the place kept for it.</summary>
    public void Name(string macro)
    {
        lock (gate)
        {
            Editions = Editions.ConvertAll(e => e with
            {
                Blocks = e.Blocks.ConvertAll(b => b is Macro { Name: Macro.Placeholder } m ? m with { Name = macro } : b),
            });
        }
    }
}

internal sealed record Space(string Id, string Key, string Name);

internal sealed record Attachment(string Id, string Name, string MediaType, byte[] Content, int Version, Person By, DateTimeOffset At)
{
    /// <summary>Names these very bytes; another version has another.</summary>
    public string FileId { get; } = Guid.NewGuid().ToString();
}
