using Markdwell.Models;
using Markdwell.Services.Connect.Tenants;
using Markdwell.Services.Jobs;
using Markdwell.Services.Jobs.Working;
using Markdwell.Tests.Hosting;
using Markdwell.Tests.Notes;
using Markdwell.Tests.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Markdwell.Tests.Jobs;

/// <summary>One database, two sites, a clock that stands still, and as many instances as a test wants. Nothing is worked on unless a test says so.</summary>
public sealed class JobStand : IAsyncDisposable
{
    private readonly List<Tenant> tenants = [];
    private readonly List<JobStore> stores = [];

    private JobStand(TestDatabase database) => Database = database;

    public TestDatabase Database { get; }

    public NoteStand.StillClock Clock { get; } = new();

    /// <summary>Tenants whose products are not to be asked.</summary>
    public List<int> Held { get; } = [];

    public Tenant Acme => tenants[0];

    public Tenant Globex => tenants[1];

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<JobStand> CreateAsync(string kind)
    {
        var stand = new JobStand(await TestDatabase.CreateAsync(kind));
        foreach (var name in (string[])["acme", "globex"])
        {
            await stand.Database.Tenants().InstallAsync(new Installation(name, Product.Jira, $"https://{name}.atlassian.net", null, $"secret of {name} of at least thirty-two bytes"), Cancel);
        }

        await using var db = stand.Database.Open();
        stand.tenants.AddRange(await db.Tenants.AsNoTracking().OrderBy(t => t.Id).ToListAsync(Cancel));
        return stand;
    }

    /// <summary>An app process of its own, but for the process.</summary>
    internal Instance Start(Func<DueJob, CancellationToken, Task<JobResult>>? work = null, IDbContextFactory<AppDbContext>? database = null) => new(this, database ?? Database, work);

    public async Task<List<Job>> RowsAsync(Tenant? tenant = null)
    {
        await using var db = Database.Open();
        var id = (tenant ?? Acme).Id;
        return await db.Jobs.AsNoTracking().Where(j => j.TenantId == id).OrderBy(j => j.Subject).ToListAsync(Cancel);
    }

    public async Task<Job?> RowAsync() => (await RowsAsync()).SingleOrDefault();

    public async Task ChangeAsync(Func<AppDbContext, Task> change)
    {
        await using var db = Database.Open();
        await change(db);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var store in stores)
        {
            await store.DisposeAsync();
        }

        await Database.DisposeAsync();
    }

    /// <summary>Nobody waits for long.</summary>
    private sealed class HastyClock(TimeProvider clock) : TimeProvider
    {
        private const int Times = 100;

        public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => new HastyTimer(clock.CreateTimer(callback, state, Hasten(dueTime), Hasten(period)));

        private static TimeSpan Hasten(TimeSpan time) => time == Timeout.InfiniteTimeSpan ? time : time / Times;

        private sealed class HastyTimer(ITimer timer) : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(Hasten(dueTime), Hasten(period));

            public void Dispose() => timer.Dispose();

            public ValueTask DisposeAsync() => timer.DisposeAsync();
        }
    }

    internal sealed class Instance
    {
        private readonly JobStand stand;
        private readonly JobWork work;

        public Instance(JobStand stand, IDbContextFactory<AppDbContext> database, Func<DueJob, CancellationToken, Task<JobResult>>? handle)
        {
            this.stand = stand;
            Turns = new(database, stand.Clock);
            Store = new(database, stand.Database.Line, new JobSignal(), stand.Clock);
            stand.stores.Add(Store);
            work = new(
                Enum.GetValues<JobKind>().Select(kind => new JobHandler(kind, async (job, stop) =>
                {
                    lock (Worked)
                    {
                        Worked.Add(job);
                    }

                    return handle is null ? JobResult.Done : await handle(job, stop);
                })),
                Turns, () => [.. stand.Held], new HastyClock(stand.Clock), Meters.Unheard, NullLogger<JobWork>.Instance);
        }

        public JobStore Store { get; }

        public JobTurns Turns { get; }

        /// <summary>In the order in which it began.</summary>
        public List<DueJob> Worked { get; } = [];

        public Task TellAsync(string subject = "10001", JobHints hints = JobHints.None, TimeSpan delay = default, string cause = "jira:issue_updated", JobKind kind = JobKind.Issue, Tenant? tenant = null) =>
            Store.TellAsync((tenant ?? stand.Acme).Id, kind, subject, cause, hints, delay, Cancel);

        /// <summary>Whatever is due now, once and one after the other.</summary>
        public async Task<int> WorkAsync(CancellationTokenSource? stopping = null)
        {
            var due = await Turns.DueAsync(work.Kinds, [], 100, Cancel);
            foreach (var key in due)
            {
                await work.WorkAsync(key, stopping?.Token ?? Cancel);
            }

            return due.Count;
        }

        /// <summary>A turn at this job, whether it was found due or not.</summary>
        public Task WorkOnAsync(string subject = "10001") => work.WorkAsync(new(stand.Acme.Id, JobKind.Issue, subject), Cancel);

        /// <summary>Takes the turn and dies.</summary>
        public async Task DieAsync(string subject = "10001") => Assert.NotNull(await Turns.TryBeginAsync(new(stand.Acme.Id, JobKind.Issue, subject)));
    }
}

public abstract class JobTest : IAsyncLifetime
{
    private protected JobStand Stand { get; private set; } = null!;

    private protected JobStand.Instance Here { get; private set; } = null!;

    protected static CancellationToken Cancel => JobStand.Cancel;

    public async ValueTask InitializeAsync()
    {
        Stand = await JobStand.CreateAsync("SQLite");
        Here = Stand.Start();
    }

    public async ValueTask DisposeAsync()
    {
        await Stand.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected void Wait(TimeSpan time) => Stand.Clock.Advance(time);

    protected DateTime Now => Stand.Clock.GetUtcNow().UtcDateTime;
}
