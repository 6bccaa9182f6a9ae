using Markdwell.Services.Storage;

namespace Markdwell.Services.Jobs;

/// <summary>Jobs whose turn has come, and those that only an administrator can help. A site that has uninstalled the app waits for nothing.</summary>
internal static class JobBacklogs
{
    public static readonly Backlog Due = new("jobs", (db, now) => db.Jobs.Where(j => j.DueAt <= now && j.Tenant!.UninstalledAt == null).Select(j => j.DueAt));

    public static readonly Backlog SetAside = new("jobs_set_aside", (db, _) => db.Jobs.Where(j => j.DueAt == null && j.Tenant!.UninstalledAt == null).Select(j => (DateTime?)j.ToldAt));
}
