using Markdwell.Models;

namespace Markdwell.Tests.Notes;

/// <summary>A tenant of whose notes Jira has to be told more than it can be at once.</summary>
public sealed class FloodTests
{
    private const int Many = 100;

    public static readonly TheoryData<string> Kinds = ["SQLite", "SQL Server"];

    [Theory, MemberData(nameof(Kinds))]
    public async Task Behind_the_notes_of_a_tenant_that_has_to_wait_those_of_another_are_found_and_no_others(string kind)
    {
        await using var stand = await NoteStand.CreateAsync(kind);
        var (turns, now) = (stand.Start().Turns, stand.Clock.GetUtcNow().UtcDateTime);
        await stand.ChangeAsync(async db =>
        {
            db.AddRange(Enumerable.Range(0, Many).Select(issue => Due(stand.Acme, issue, now.AddMinutes(-2))));
            db.AddRange(Due(stand.Globex, 1, now.AddMinutes(-1)), Due(stand.Globex, 2, now.AddMinutes(1)));
            db.Add(Due(stand.Globex, 3, now.AddMinutes(-1), leasedUntil: now.AddSeconds(1)));
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        });

        var due = await turns.DueAsync([stand.Acme.Id], 32, TestContext.Current.CancellationToken);
        Assert.Equal([(stand.Globex.Id, "1")], due.Select(note => (note.Tenant.Id, note.IssueId)));
        Assert.Equal(32, (await turns.DueAsync([], 32, TestContext.Current.CancellationToken)).Count);
        Assert.Empty(await turns.DueAsync([stand.Acme.Id, stand.Globex.Id], 32, TestContext.Current.CancellationToken));
    }

    private static Note Due(Tenant tenant, int issue, DateTime at, DateTime? leasedUntil = null) =>
        new() { TenantId = tenant.Id, IssueId = $"{issue}", Text = "", LineIds = "", DueAt = at, LeasedUntil = leasedUntil };
}
