using Markdwell.Models;
using Markdwell.Services.Atlassian;
using Markdwell.Services.Atlassian.Points;
using Markdwell.Services.Connect;
using Markdwell.Services.Connect.Calls;
using Markdwell.Services.Connect.Tenants;
using Markdwell.Services.Instances;
using Markdwell.Services.Jobs;
using Markdwell.Services.Reactions;
using Markdwell.Services.Reactions.Comments;
using Markdwell.Services.Settings;
using Markdwell.Tests.Hosting;
using Markdwell.Tests.Notes;
using Markdwell.Tests.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Markdwell.Tests.Reactions;

/// <summary>One database that may go away, two Jiras, and as many instances of the reaction as a test wants.</summary>
public sealed class ReactionStand : IAsyncDisposable
{
    private readonly TestDatabase database;
    private readonly List<Tenant> tenants = [];

    private ReactionStand(TestDatabase database)
    {
        this.database = database;
        Jira = new(Internet, "https://acme.atlassian.net");
        GlobexJira = new(Internet, "https://globex.atlassian.net");
    }

    /// <summary>The one that is meant, wherever none is named.</summary>
    public string Issue { get; set; } = "10001";

    public Internet Internet { get; } = new();

    public PretendIssueComments Jira { get; }

    public PretendIssueComments GlobexJira { get; }

    public NoteStand.StillClock Clock { get; } = new();

    public Tenant Acme => tenants[0];

    public Tenant Globex => tenants[1];

    public static async Task<ReactionStand> CreateAsync()
    {
        var stand = new ReactionStand(await TestDatabase.CreateAsync("SQLite"));
        foreach (var name in (string[])["acme", "globex"])
        {
            await stand.database.Tenants().InstallAsync(new Installation(name, Product.Jira, $"https://{name}.atlassian.net", null, $"secret of {name} of at least thirty-two bytes"), Cancel);
        }

        await using var db = stand.database.Open();
        stand.tenants.AddRange(await db.Tenants.AsNoTracking().OrderBy(t => t.Id).ToListAsync(Cancel));
        return stand;
    }

    /// <summary>An app process of its own, but for the process.</summary>
    public Instance Start() => new(this);

    public async Task<List<Reaction>> RowsAsync()
    {
        await using var db = database.Open();
        return await db.Reactions.AsNoTracking().ToListAsync(Cancel);
    }

    public Task SwitchOffAsync() =>
        new SettingsStore(database, new Notices(), Clock).SaveAsync(Acme, accountId: null, SiteSettings.Default with { Reactions = new() { OpenItems = false } }, version: 0, Cancel);

    public ValueTask DisposeAsync() => database.DisposeAsync();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public sealed class Instance : IDbContextFactory<AppDbContext>
    {
        private readonly ReactionStand stand;
        private readonly OpenItemsReaction reaction;

        internal Instance(ReactionStand stand)
        {
            this.stand = stand;
            var signer = new CallSigner(stand.database.Tenants(), Options.Create(new ConnectOptions { AppKey = "markdwell" }), stand.Clock);
            var turns = new ReactionTurns(this, stand.Clock);
            var calls = new IssueCommentCalls(new ProductClients(new Handlers(stand.Internet), signer, new RateBudgets(stand.Clock), new PointsBudget(Options.Create(new PointsOptions()), stand.Clock), new ProductPauses(stand.Clock), Meters.Unheard));
            reaction = new(turns, new(turns, NullLogger<ReactionFailures>.Instance), calls, new SettingsStore(stand.database, new Notices(), stand.Clock));
        }

        /// <summary>From here on the process is as good as dead: what it would write does not arrive.</summary>
        public bool IsDead { get; set; }

        public Task<JobResult> ReactAsync(bool isDone, bool wasMoved, params string[] openItems) => ReactAsync(stand.Acme, isDone, wasMoved, openItems);

        public Task<JobResult> ReactAsync(Tenant tenant, bool isDone, bool wasMoved, params string[] openItems) =>
            reaction.ReactAsync(tenant, stand.Issue, isDone, wasMoved, openItems, Cancel);

        public AppDbContext CreateDbContext() => IsDead ? throw new InvalidOperationException("This process is dead.") : stand.database.Open();
    }

    private sealed class Handlers(Internet internet) : IHttpMessageHandlerFactory
    {
        public HttpMessageHandler CreateHandler(string name) => internet.Handler();
    }
}
