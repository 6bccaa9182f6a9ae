using System.Collections.Immutable;
using System.Text.Json;

namespace Markdwell.Sandbox.Sites;

/// <summary>A footer comment of a page (body in storage format) or a comment of an issue (body in ADF).</summary>
/// <param name="ParentId">The comment that this one answers.</param>
internal sealed record Comment(string Id, JsonElement Body, Person By, DateTimeOffset At, int Version = 1, string? ParentId = null)
{
    /// <summary>What apps keep beside a comment of an issue; all its versions share them.</summary>
    public Properties Properties { get; init; } = new();

    public DateTimeOffset UpdatedAt { get; init; } = At;
}

internal sealed class Comments
{
    private readonly Lock gate = new();

    public ImmutableList<Comment> All { get; private set; } = [];

    public Comment? Find(string id) => All.Find(c => c.Id == id);

    public Comment Add(JsonElement body, Person by, string? parentId = null)
    {
        lock (gate)
        {
            var comment = new Comment(Number.Next(), body.Clone(), by, DateTimeOffset.UtcNow, ParentId: parentId);
            All = All.Add(comment);
            return comment;
        }
    }

    public Comment? Change(string id, JsonElement body)
    {
        lock (gate)
        {
            if (Find(id) is not { } old)
            {
                return null;
            }
            var changed = old with { Body = body.Clone(), Version = old.Version + 1, UpdatedAt = DateTimeOffset.UtcNow };
            All = All.Replace(old, changed);
            return changed;
        }
    }

    public bool Remove(string id)
    {
        lock (gate)
        {
            var before = All.Count;
            All = All.RemoveAll(c => c.Id == id || c.ParentId == id);
            return All.Count < before;
        }
    }
}
