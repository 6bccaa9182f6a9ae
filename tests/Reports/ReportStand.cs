using System.Text.Json;
using Markdwell.Models;
using Markdwell.Services.Atlassian;
using Markdwell.Services.Atlassian.Points;
using Markdwell.Services.Connect;
using Markdwell.Services.Connect.Calls;
using Markdwell.Services.Connect.Tenants;
using Markdwell.Services.Reports;
using Markdwell.Tests.Hosting;
using Markdwell.Tests.Notes;
using Markdwell.Tests.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Markdwell.Tests.Reports;

/// <summary>The rows of reports of two sites, on a database of their own.</summary>
public sealed class ReportStand : IAsyncDisposable
{
    public const string Project = "10000";

    private readonly List<Tenant> tenants = [];

    private ReportStand(TestDatabase database)
    {
        Database = database;
        Rows = new(database, Clock);
        var signer = new CallSigner(database.Tenants(), Options.Create(new ConnectOptions { AppKey = "markdwell" }), Clock);
        Clients = new(new Handlers(Internet), signer, new RateBudgets(Clock), new PointsBudget(Options.Create(new PointsOptions()), Clock), new ProductPauses(Clock), Meters.Unheard);
    }

    public TestDatabase Database { get; }

    public NoteStand.StillClock Clock { get; } = new();

    public Internet Internet { get; } = new();

    public ProductClients Clients { get; }

    public ProgressRows Rows { get; }

    public Tenant Acme => tenants[0];

    public Tenant Globex => tenants[1];

    public static async Task<ReportStand> CreateAsync()
    {
        var stand = new ReportStand(await TestDatabase.CreateAsync("SQLite"));
        foreach (var name in (string[])["acme", "globex"])
        {
            await stand.Database.Tenants().InstallAsync(new Installation(name, Product.Jira, $"https://{name}.atlassian.net", null, $"secret of {name} of at least thirty-two bytes"), Cancel);
        }

        await using var db = stand.Database.Open();
        stand.tenants.AddRange(await db.Tenants.AsNoTracking().OrderBy(t => t.Id).ToListAsync(Cancel));
        return stand;
    }

    public Task ReadAsync(params JiraIssue[] issues) => Rows.UpdateAsync(Acme, issues, Clock.GetUtcNow(), Cancel);

    public async Task<List<IssueProgress>> CountedAsync(Tenant? tenant = null)
    {
        await using var db = Database.Open();
        var id = (tenant ?? Acme).Id;
        return await db.IssueProgress.AsNoTracking().Where(i => i.TenantId == id && i.Total > 0).OrderBy(i => i.Number).ToListAsync(Cancel);
    }

    public async Task AddAsync(IEnumerable<IssueProgress> issues, IEnumerable<IssueVersion>? versions = null)
    {
        await using var db = Database.Open();
        db.AddRange(issues);
        db.AddRange(versions ?? []);
        await db.SaveChangesAsync(Cancel);
    }

    public ValueTask DisposeAsync() => Database.DisposeAsync();

    /// <summary>As Jira tells of it.</summary>
    public static JiraIssue Issue(
        int number, int total = 4, int done = 1, int mandatory = 2, int mandatoryDone = 1, string? assignee = null, string[]? versions = null, string status = "new", string? level = null,
        string project = Project, string created = "2026-11-01T10:00:00.000+0000") => Issue(
            number, new { version = 1, total, done, open = total - done, percent = total == 0 ? 0 : done * 100 / total, mandatory, mandatoryOpen = mandatory - mandatoryDone }, assignee, versions, status, level, project, created);

    public static JiraIssue Issue(
        int number, object? checklist, string? assignee = null, string[]? versions = null, string status = "new", string? level = null, string project = Project, string created = "2026-11-01T10:00:00.000+0000") => new(
            $"{20000 + number}",
            $"ACME-{number}",
            new(
                "A summary", new(project, "ACME"), new("Any", new(status)), assignee is null ? null : new(assignee, "Somebody"), [.. (versions ?? []).Select(id => new JiraVersion(id, $"Version {id}"))], created, level is null ? null : new(level)),
            JsonSerializer.SerializeToElement(checklist is null ? new Dictionary<string, object>(StringComparer.Ordinal) : new Dictionary<string, object>(StringComparer.Ordinal) { ["markdwell.checklist"] = checklist }));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private sealed class Handlers(Internet internet) : IHttpMessageHandlerFactory
    {
        public HttpMessageHandler CreateHandler(string name) => internet.Handler();
    }
}
