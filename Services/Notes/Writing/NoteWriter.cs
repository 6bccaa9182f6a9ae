using System.Diagnostics;
using Markdwell.Services.Storage;

namespace Markdwell.Services.Notes.Writing;

/// <summary>Tells Jira what was acknowledged.</summary>
internal sealed class NoteWriter(NoteTurns turns, NoteWrite write, NoteSignal signal, DatabaseState state, TimeProvider clock, ILogger<NoteWriter> logger)
    : DueWorker<DueNote>(signal, state, clock, logger)
{
    protected override Task<List<DueNote>> DueAsync(IReadOnlyCollection<int> busy, int most, CancellationToken cancellationToken) =>
        turns.DueAsync(busy, most, cancellationToken);

    protected override (int TenantId, string Subject) PlaceOf(DueNote due) => (due.Tenant.Id, due.IssueId);

    protected override async Task<DateTime> WorkAsync(DueNote due, CancellationToken stoppingToken)
    {
        using var span = Observed.Spans.StartActivity("note", ActivityKind.Consumer);
        return await write.WriteAsync(due);
    }
}
