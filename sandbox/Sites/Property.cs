using System.Collections.Immutable;
using System.Text.Json;

namespace Markdwell.Sandbox.Sites;

internal sealed record Property(string Id, string Key, JsonElement Value, int Version, Person By, DateTimeOffset At);

/// <summary>Small JSON values kept beside a page or an issue.</summary>
internal sealed class Properties
{
    public const int MaxLength = 32768;

    private readonly Lock gate = new();
    private ImmutableSortedDictionary<string, Property> all = ImmutableSortedDictionary.Create<string, Property>(StringComparer.Ordinal);

    public IEnumerable<Property> All => all.Values;

    public Property? Find(string key) => all.GetValueOrDefault(key);

    public Property? ById(string id) => all.Values.FirstOrDefault(p => p.Id == id);

    /// <summary>Issue properties: the last write wins.</summary>
    public Property Put(string key, JsonElement value, Person by)
    {
        lock (gate)
        {
            var next = new Property(Find(key)?.Id ?? Number.Next(), key, value.Clone(), (Find(key)?.Version ?? 0) + 1, by, DateTimeOffset.UtcNow);
            all = all.SetItem(key, next);
            return next;
        }
    }

    /// <summary>Content properties: a write that has not seen the current version is refused (null).</summary>
    public Property? Put(string key, JsonElement value, int version, Person by)
    {
        lock (gate)
        {
            return (Find(key)?.Version ?? 0) + 1 == version ? Put(key, value, by) : null;
        }
    }

    public Property? Remove(string key)
    {
        lock (gate)
        {
            var gone = Find(key);
            all = all.Remove(key);
            return gone;
        }
    }
}
