using Markdwell.Models;
using Markdwell.Services.Jobs;

namespace Markdwell.Tests.Jobs;

/// <summary>A tenant that has more to do than it may have done at once.</summary>
public sealed class FloodTests : JobTest
{
    private const int Many = 100;

    public static readonly TheoryData<string> Kinds = ["SQLite", "SQL Server"];

    [Theory, MemberData(nameof(Kinds))]
    public async Task Behind_a_flood_of_one_tenant_the_job_of_another_is_found(string kind)
    {
        await using var stand = await JobStand.CreateAsync(kind);
        var here = stand.Start();
        await Task.WhenAll(Enumerable.Range(0, Many).Select(i => here.TellAsync($"{i}")));
        stand.Clock.Advance(TimeSpan.FromSeconds(1));
        await here.TellAsync("1", tenant: stand.Globex);
        await here.TellAsync("2", tenant: stand.Globex, kind: JobKind.Rebuild);

        var due = await here.Turns.DueAsync([JobKind.Issue], [stand.Acme.Id], 32, Cancel);

        Assert.Equal([(stand.Globex.Id, JobKind.Issue, "1")], due.Select(key => (key.TenantId, key.Kind, key.Subject)));
    }

    [Fact]
    public async Task What_is_held_back_in_the_middle_has_not_failed()
    {
        var held = Stand.Start((_, _) => Task.FromResult(JobResult.Failed(JobResult.RateLimited, TimeSpan.FromMinutes(1))));
        await held.TellAsync();
        Stand.Held.Add(Stand.Acme.Id);
        await held.WorkAsync();
        Assert.Equal((0, Now), ((await Stand.RowAsync())!.Failures, (await Stand.RowAsync())!.DueAt));

        Stand.Held.Clear();
        await held.WorkAsync();
        Assert.Equal(1, (await Stand.RowAsync())!.Failures);
    }
}
