using Markdwell.Services.Notes.Checklists;
using Markdwell.Services.Notes.Properties;
using Markdwell.Services.Notes.Writing;
using Markdwell.Services.Storage;

namespace Markdwell.Services.Notes;

internal static class NoteServices
{
    public static void AddNotes(this IServiceCollection services)
    {
        services.AddSingleton<ChecklistEditor>();
        services.AddSingleton<NotesInJira>();
        services.AddSingleton<NoteRows>();
        services.AddSingleton<NoteTurns>();
        services.AddSingleton<NoteWrite>();
        services.AddSingleton<NoteSignal>();
        services.AddSingleton<UnwrittenNotes>();
        services.AddHostedService<NoteWriter>();
        services.AddSingleton<Sweep>(NoteSweep.SweepAsync);
        services.AddSingleton(NoteBacklog.Due);
        services.AddSingleton(Store);
    }

    // Its parts are this room's own business, so the container does not see how it is made.
    private static NoteStore Store(IServiceProvider services) => new(
        services.GetRequiredService<NoteRows>(),
        services.GetRequiredService<NotesInJira>(),
        services.GetRequiredService<ChecklistEditor>(),
        services.GetRequiredService<RenderGate>(),
        services.GetRequiredService<NoteSignal>(),
        services.GetRequiredService<TimeProvider>());
}
