using Markdwell.Services.Storage;

namespace Markdwell.Services.Notes.Writing;

/// <summary>Notes that Jira is to be told of.</summary>
internal static class NoteBacklog
{
    public static readonly Backlog Due = new("notes", (db, now) => db.Notes.Where(n => n.DueAt <= now && n.Tenant!.UninstalledAt == null).Select(n => n.DueAt));
}
