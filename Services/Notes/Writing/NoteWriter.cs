using Markdwell.Services.Storage;

namespace Markdwell.Services.Notes.Writing;

/// <summary>Tells Jira what was acknowledged.</summary>
internal sealed class NoteWriter(NoteTurns turns, NoteWrite write, NoteSignal signal, DatabaseState state, TimeProvider clock, ILogger<NoteWriter> logger)
    : DueWorker<DueNote>(signal, state, clock, logger)
{
    protected override Task<List<DueNote>> DueAsync(IReadOnlyCollection<int> busy, int most, CancellationToken cancellationToken) =>
        turns.DueAsync(busy, most, cancellationToken);

    protected override (int TenantId, string Subject) PlaceOf(DueNote due) => (due.Tenant.Id, due.IssueId);

    protected override Task<DateTime> WorkAsync(DueNote due, CancellationToken stoppingToken) => write.WriteAsync(due);
}
