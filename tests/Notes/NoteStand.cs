using Markdwell.Models;
using Markdwell.Services;
using Markdwell.Services.Atlassian;
using Markdwell.Services.Atlassian.Points;
using Markdwell.Services.Connect;
using Markdwell.Services.Connect.Calls;
using Markdwell.Services.Connect.Tenants;
using Markdwell.Services.Markdown;
using Markdwell.Services.Notes;
using Markdwell.Services.Notes.Checklists;
using Markdwell.Services.Notes.Properties;
using Markdwell.Services.Notes.Writing;
using Markdwell.Tests.Hosting;
using Markdwell.Tests.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Markdwell.Tests.Notes;

/// <summary>One database, one Jira and as many instances of the app's notes as a test wants. Nothing is written to Jira unless a test says so.</summary>
public sealed class NoteStand : IAsyncDisposable
{
    private readonly TestDatabase database;
    private readonly List<Tenant> tenants = [];

    private NoteStand(TestDatabase database)
    {
        this.database = database;
        Jira = new(Internet, "https://acme.atlassian.net");
        GlobexJira = new(Internet, "https://globex.atlassian.net");
    }

    public Internet Internet { get; } = new();

    public JiraNote Jira { get; }

    public JiraNote GlobexJira { get; }

    public StillClock Clock { get; } = new();

    public Tenant Acme => tenants[0];

    public Tenant Globex => tenants[1];

    public static async Task<NoteStand> CreateAsync(string kind = "SQLite")
    {
        var stand = new NoteStand(await TestDatabase.CreateAsync(kind));
        foreach (var name in (string[])["acme", "globex"])
        {
            await stand.database.Tenants().InstallAsync(new Installation(name, Product.Jira, $"https://{name}.atlassian.net", null, $"secret of {name} of at least thirty-two bytes"), Cancel);
        }

        await using var db = stand.database.Open();
        stand.tenants.AddRange(await db.Tenants.AsNoTracking().OrderBy(t => t.Id).ToListAsync(Cancel));
        return stand;
    }

    /// <summary>An app process of its own, but for the process.</summary>
    internal Instance Start() => new(this);

    public async Task<Note?> RowAsync(Tenant? tenant = null)
    {
        await using var db = database.Open();
        var id = (tenant ?? Acme).Id;
        return await db.Notes.AsNoTracking().SingleOrDefaultAsync(n => n.TenantId == id, Cancel);
    }

    public async Task ChangeAsync(Func<AppDbContext, Task> change)
    {
        await using var db = database.Open();
        await change(db);
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    internal sealed class Instance
    {
        private readonly NoteWrite write;

        public Instance(NoteStand stand)
        {
            var checklists = new ChecklistEditor(new MarkdownRenderer(new MarkdownLimits()));
            var signer = new CallSigner(stand.database.Tenants(), Options.Create(new ConnectOptions { AppKey = "markdwell" }), stand.Clock);
            var rows = new NoteRows(stand.database, stand.Clock);
            var points = new PointsBudget(Options.Create(new PointsOptions()), stand.Clock);
            var jira = new NotesInJira(new ProductClients(new Handlers(stand.Internet), signer, new RateBudgets(stand.Clock), points, new ProductPauses(stand.Clock), Meters.Unheard));
            Turns = new(stand.database, stand.Clock);
            write = new(rows, Turns, jira, checklists, stand.Clock, NullLogger<NoteWrite>.Instance);
            Gate = new(stand.Clock);
            Store = new(rows, jira, checklists, Gate, new NoteSignal(), stand.Clock);
        }

        public NoteStore Store { get; }

        public NoteTurns Turns { get; }

        public RenderGate Gate { get; }

        /// <summary>Whatever is due now, once.</summary>
        public async Task<int> WriteAsync()
        {
            var due = await Turns.DueAsync([], 100, Cancel);
            await Task.WhenAll(due.Select(write.WriteAsync));
            return due.Count;
        }

        /// <summary>A turn for this issue, whether it was found due or not.</summary>
        public Task WriteAsync(Tenant tenant) => write.WriteAsync(new(tenant, JiraNote.Issue));
    }

    /// <summary>Stands still until a test moves it; who waits for a moment waits as everywhere.</summary>
    public sealed class StillClock : TimeProvider
    {
        private long ticks = DateTimeOffset.UtcNow.Ticks;

        public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref ticks), TimeSpan.Zero);

        public void Advance(TimeSpan by) => Interlocked.Add(ref ticks, by.Ticks);
    }

    private sealed class Handlers(Internet internet) : IHttpMessageHandlerFactory
    {
        public HttpMessageHandler CreateHandler(string name) => internet.Handler();
    }
}
