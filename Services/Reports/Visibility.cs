using Markdwell.Models;
using Markdwell.Services.Atlassian;
using Markdwell.Services.Reports.Snapshots;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace Markdwell.Services.Reports;

/// <summary>
/// Which issues a viewer's report counts. A sum tells of the issues that it was made of, so it is made of those alone that its viewer may
/// see; Jira is asked about each, or, where there are many of one security level, about five thousand of them.
/// </summary>
public sealed class Visibility(ReportRights rights, ReportSnapshots snapshots, IDbContextFactory<AppDbContext> database, TimeProvider clock) : IDisposable
{
    private const int CallsAtOnce = 5;

    // Ids of issues, mostly: some thirty megabytes when all are remembered.
    private const int MaxRemembered = 300_000;

    private static readonly TimeSpan GrantedFor = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan DeniedFor = TimeSpan.FromSeconds(5);

    private readonly MemoryCache answers = new(new MemoryCacheOptions { SizeLimit = MaxRemembered });
    private readonly SingleFlight<Question, Known> questions = new();

    /// <returns>With issues only when granted, and unless the project has too many of them.</returns>
    public async ValueTask<(Right Right, VisibleIssues? Issues)> AskAsync(Tenant tenant, string? accountId, string projectId, CancellationToken cancellationToken)
    {
        if (accountId is null)
        {
            return (Right.Denied, null);
        }

        var question = new Question(tenant.Id, accountId, projectId, await WalkAsync(tenant.Id, projectId, cancellationToken));
        var known = answers.TryGetValue(question, out Known? remembered) && remembered!.Until > clock.GetUtcNow()
            ? remembered
            : await questions.RunAsync(question, () => AskAndRememberAsync(tenant, question), cancellationToken);
        if (known.Right != Right.Granted || (await snapshots.ReadAsync(tenant.Id, projectId, question.Walk, cancellationToken)).IsTooLarge)
        {
            return (known.Right, null);
        }

        return (known.Right, known.Issues);
    }

    public void Dispose() => answers.Dispose();

    /// <summary>A walk brings issues of levels that nobody has asked about: an answer from before it knows nothing of them.</summary>
    private async Task<WalkStage> WalkAsync(int tenantId, string projectId, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var walk = await db.ReportRebuilds.Where(r => r.TenantId == tenantId && r.ProjectId == projectId).Select(r => new { r.Read, r.FinishedAt }).SingleOrDefaultAsync(cancellationToken);
        return new(walk?.Read ?? 0, walk?.FinishedAt);
    }

    private async Task<Known> AskAndRememberAsync(Tenant tenant, Question question)
    {
        var askedAt = clock.GetUtcNow();
        var right = await rights.MayBrowseAsync(tenant, question.AccountId, question.ProjectId, CancellationToken.None);
        var issues = right == Right.Granted ? await AskForIssuesAsync(tenant, question) : null;
        if (right == Right.Unknown || (right == Right.Granted && issues is null))
        {
            return new(Right.Unknown, null, default);
        }

        var known = new Known(right, issues, askedAt + (right == Right.Granted ? GrantedFor : DeniedFor));
        return answers.Set(question, known, new MemoryCacheEntryOptions { Size = 1 + (issues?.Refused.Count ?? 0), AbsoluteExpirationRelativeToNow = GrantedFor });
    }

    private async Task<VisibleIssues?> AskForIssuesAsync(Tenant tenant, Question question)
    {
        var classes = IssueClass.Of(await snapshots.ReadAsync(tenant.Id, question.ProjectId, question.Walk, CancellationToken.None));
        return await VisibleAsync(tenant, question.AccountId, [.. classes.SelectMany(level => level.Asked)]) is { } visible ? Judge(question, classes, visible) : null;
    }

    private static VisibleIssues Judge(Question question, IReadOnlyList<IssueClass> classes, HashSet<string> visible)
    {
        var (counted, refused, isPartial) = (new List<string?>(), new List<string>(), false);
        foreach (var level in classes)
        {
            var hidden = level.Asked.Where(id => !visible.Contains(id)).ToList();
            if (hidden.Count == level.Asked.Count)
            {
                continue;
            }

            if (hidden.Count > 0 && !level.IsComplete)
            {
                isPartial = true;
                continue;
            }

            counted.Add(level.LevelId);
            refused.AddRange(hidden);
        }

        return new(question.ProjectId, counted.Contains(null), [.. counted.OfType<string>().Order(StringComparer.Ordinal)], [.. refused.Order(StringComparer.Ordinal)], isPartial) { Walk = question.Walk };
    }

    private async Task<HashSet<string>?> VisibleAsync(Tenant tenant, string accountId, IReadOnlyList<string> issueIds)
    {
        var visible = new HashSet<string>(StringComparer.Ordinal);
        foreach (var calls in issueIds.Chunk(ReportRights.MostAtOnce).Chunk(CallsAtOnce))
        {
            foreach (var answer in await Task.WhenAll(calls.Select(ids => rights.VisibleAsync(tenant, accountId, ids, CancellationToken.None))))
            {
                if (answer is null)
                {
                    return null;
                }

                visible.UnionWith(answer);
            }
        }

        return visible;
    }

    private sealed record Question(int TenantId, string AccountId, string ProjectId, WalkStage Walk);

    private sealed record Known(Right Right, VisibleIssues? Issues, DateTimeOffset Until);
}
