using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Markdwell.Benchmarks.Reports;

/// <summary>
/// A project of a hundred thousand issues with checklists, and forty viewers of its report, each with filters of his own and a look in
/// between. What it costs beyond Jira's own time is what is left when its calls are taken off.
/// </summary>
internal sealed class ReportRun(string appFolder) : IDisposable
{
    private const int AppPort = 5490;
    private const int Issues = 100_000;
    private const int Viewers = 40;
    private const int Views = 12;
    private const string Project = "10000";

    private static readonly TimeSpan Look = TimeSpan.FromSeconds(4);

    private static readonly string[] Questions =
    [
        "", "?page=3", "?assignee=p{0}", "?version={1}", "?status=InProgress", "?required=true", "?sort=Percent&order=descending", "?sort=Age&order=descending&assignee=p{0}", "?key=BIG-9{0}", "?sort=Open&page=7",
    ];

    private readonly string data = Directory.CreateTempSubdirectory("markdwell-benchmark-").FullName;
    private readonly HttpClient http = new() { BaseAddress = new($"http://127.0.0.1:{AppPort}") };
    private readonly Site site = Site.Create(1);

    public async Task<string> ReportAsync()
    {
        await using var jira = await PretendJira.StartAsync();
        using var app = await StartAppAsync(jira);
        await InstallAsync(jira);
        Fill();
        var report = new StringBuilder("| | answers | p50 ms | p95 ms | longest ms |\n|---|---|---|---|---|\n");
        var first = await Task.WhenAll(Enumerable.Range(0, Viewers).Select(viewer => PauseAndTakeAsync(viewer, () => http.GetAsync(Page(viewer)))));
        report.AppendLine(Row("first view of each viewer, within four seconds", [.. first]));
        report.AppendLine(Row("the page again", await ManyAsync((viewer, _) => http.GetAsync(Page(viewer)))));
        report.AppendLine(Row("a view with other filters", await ManyAsync((viewer, i) => AskAsync(viewer, Questions[(viewer + i) % Questions.Length]))));
        report.AppendLine(Row("one viewer alone, ten filters", await AloneAsync()));
        return report.Append(CultureInfo.InvariantCulture, $"\nmemory after all: {app.MemoryMegabytes:F0} MB").ToString();
    }

    public void Dispose()
    {
        http.Dispose();
        Directory.Delete(data, recursive: true);
    }

    private Task<Server> StartAppAsync(PretendJira jira) => Server.StartAsync(Path.Combine(appFolder, "Markdwell.dll"), AppPort, "/health/ready", new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["Connect__BaseUrl"] = $"http://127.0.0.1:{AppPort}",
        ["Connect__AllowInsecure"] = "true",
        ["Connect__InstallKeysUrls__0"] = jira.BaseUrl + "/keys",
        ["Data__Folder"] = data,
        ["Logging__LogLevel__Default"] = "Warning",
    });

    private async Task InstallAsync(PretendJira jira)
    {
        var body = JsonSerializer.Serialize(new { key = "markdwell", clientKey = site.ClientKey, sharedSecret = site.Secret, baseUrl = jira.BaseUrl, productType = "jira", eventType = "installed" });
        using var request = new HttpRequestMessage(HttpMethod.Post, "/connect/installed") { Content = new StringContent(body, new MediaTypeHeaderValue("application/json")) };
        request.Headers.Authorization = new("JWT", site.InstalledToken(jira.Key, PretendProduct.KeyId, $"http://127.0.0.1:{AppPort}"));
        using var response = await http.SendAsync(request);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>A walk would take a thousand seconds, by design.</summary>
    private void Fill()
    {
        using var db = new SqliteConnection($"Data Source={Path.Combine(data, "markdwell.db")}");
        db.Open();
        using var fill = db.CreateCommand();
        fill.CommandText = $"""
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {Issues})
            INSERT INTO IssueProgress (TenantId, IssueId, ProjectId, Key, Number, AssigneeId, Status, SecurityLevelId, Total, Done, Mandatory, MandatoryDone, CreatedAt, ReadAt)
            SELECT 1, CAST(20000 + i AS TEXT), '{Project}', 'BIG-' || i, i, CASE WHEN i % 11 = 0 THEN NULL ELSE 'p' || (i * 7919 % 300) END, i % 3,
              CASE WHEN i % 50 = 0 THEN '500' ELSE NULL END, 2 + i % 9, i * 31 % (3 + i % 9), 0, 0, datetime('now', '-' || (i % 400) || ' days'), datetime('now') FROM n;
            UPDATE IssueProgress SET Mandatory = Total, MandatoryDone = Done;
            INSERT INTO IssueVersions (TenantId, IssueId, VersionId, ProjectId, Name)
            SELECT 1, IssueId, CAST(Number % 40 + 1 AS TEXT), '{Project}', 'Version ' || (Number % 40 + 1) FROM IssueProgress WHERE Number % 4 <> 0;
            INSERT INTO ReportRebuilds (TenantId, ProjectId, StartedAt, Read, Expected, FinishedAt) VALUES (1, '{Project}', datetime('now', '-1 hours'), {Issues}, {Issues}, datetime('now'));
            ANALYZE;
            """;
        fill.ExecuteNonQuery();
    }

    private static async Task<List<double>> ManyAsync(Func<int, int, Task<HttpResponseMessage>> ask) =>
        [.. (await Task.WhenAll(Enumerable.Range(0, Viewers).Select(async viewer =>
        {
            var waited = new List<double>();
            for (var i = 0; i < Views; i++)
            {
                waited.Add(await PauseAndTakeAsync(viewer, () => ask(viewer, i)));
            }

            return waited;
        }))).SelectMany(waited => waited)];

    private async Task<List<double>> AloneAsync()
    {
        await Task.Delay(TimeSpan.FromSeconds(11));
        var waited = new List<double>();
        foreach (var question in Questions)
        {
            waited.Add(await TakeAsync(() => AskAsync(0, question)));
        }

        return waited;
    }

    private static async Task<double> PauseAndTakeAsync(int viewer, Func<Task<HttpResponseMessage>> ask)
    {
        await Task.Delay(Look * (0.5 + (viewer * 37 % Viewers / (double)Viewers)) / 1.0);
        return await TakeAsync(ask);
    }

    private static async Task<double> TakeAsync(Func<Task<HttpResponseMessage>> ask)
    {
        var watch = Stopwatch.StartNew();
        using var answer = await ask();
        var text = await answer.Content.ReadAsStringAsync();
        var took = watch.Elapsed.TotalMilliseconds;
        return answer.IsSuccessStatusCode && text.Contains("id=\"as-of\"", StringComparison.Ordinal) ? took : throw new InvalidOperationException(text);
    }

    private Uri Page(int viewer) => new(site.Frame("/reports/project", $"projectId={Project}", $"viewer-{viewer}"), UriKind.Relative);

    private async Task<HttpResponseMessage> AskAsync(int viewer, string question)
    {
        var path = "/reports/project/view" + string.Format(CultureInfo.InvariantCulture, question, 1 + (viewer * 7), 1 + viewer);
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new("JWT", site.ContextToken($"viewer-{viewer}", Project));
        return await http.SendAsync(request);
    }

    private static string Row(string name, List<double> waited) => string.Create(CultureInfo.InvariantCulture,
        $"| {name} | {waited.Count} | {Percentile(waited, 0.5):F0} | {Percentile(waited, 0.95):F0} | {waited.Max():F0} |");

    private static double Percentile(List<double> values, double share) => values.Order().ElementAt((int)(values.Count * share));
}
