using System.Data.Common;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;

namespace Markdwell.Tests.E2E.Hosting;

/// <summary>
/// One app in several processes on one database, and a sandbox of their own: nobody else minds what happens to them.
/// </summary>
internal sealed class Cluster : IAsyncDisposable
{
    /// <summary>The same as for the tests of the tables.</summary>
    private const string SqlServerVariable = "MARKDWELL_TEST_SQLSERVER";

    private readonly DirectoryInfo data;
    private readonly string? sqlServer;
    private readonly int port;
    private readonly Server?[] apps;
    private readonly List<Server> started = [];
    private readonly IReadOnlyDictionary<string, string>? settings;
    private Server? site;
    private Balancer? balancer;

    private Cluster(string database, int processes, IReadOnlyDictionary<string, string>? settings, string? folder, bool isBalanced)
    {
        this.settings = settings;
        data = folder is null ? Directory.CreateTempSubdirectory("markdwell-e2e-") : Directory.CreateDirectory(folder);
        sqlServer = database == "SQL Server" ? NewDatabase() : null;
        apps = new Server?[processes];
        Addresses = [.. Enumerable.Range(port = Ports.Free(5 + processes), processes).Select(number => $"http://127.0.0.1:{number + 5}")];
        BaseUrl = isBalanced ? $"http://127.0.0.1:{port + 4}" : Addresses[0];
        Sandbox = new Sandbox(port);
    }

    public Sandbox Sandbox { get; }

    /// <summary>Where each process listens.</summary>
    public IReadOnlyList<string> Addresses { get; }

    /// <summary>Where the app is to Atlassian: the first process, or the balancer in front of all.</summary>
    public string BaseUrl { get; }

    /// <summary>Where SQLite keeps its files.</summary>
    public string Data => data.FullName;

    /// <param name="settings">Of the app, where they are otherwise than for everybody.</param>
    /// <param name="folder">Where SQLite is to keep its files; gone at the end, as any other.</param>
    /// <param name="isBalanced">Whether a balancer stands in front of them.</param>
    public static async Task<Cluster> StartAsync(string database, int processes, IReadOnlyDictionary<string, string>? settings = null, string? folder = null, bool isBalanced = false)
    {
        var cluster = new Cluster(database, processes, settings, folder, isBalanced);
        try
        {
            cluster.site = await Programs.StartSandboxAsync(cluster.port, cluster.BaseUrl);
            for (var i = 0; i < processes; i++)
            {
                await cluster.StartAsync(i);
            }

            cluster.balancer = isBalanced ? await Balancer.StartAsync(cluster.BaseUrl, cluster.Addresses) : null;
            await cluster.Sandbox.PostAsync("acme/jira/install");
            await cluster.Sandbox.PostAsync("acme/confluence/install");
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>As <c>kill -9</c> does it: nothing is said goodbye to. Then the process is started again.</summary>
    public async Task KillAsync(int process)
    {
        var app = apps[process]!;
        apps[process] = null;
        await app.DisposeAsync();
        await StartAsync(process);
    }

    /// <summary>As an update does it: the process is asked to end, and when it has, started again.</summary>
    public async Task ReplaceAsync(int process)
    {
        Assert.Equal(0, await apps[process]!.StopAsync());
        await StartAsync(process);
    }

    /// <summary>Looks into the database past the app.</summary>
    public async Task<List<object[]>> QueryAsync(string sql)
    {
        await using DbConnection connection = sqlServer is not null
            ? new SqlConnection(sqlServer)
            : new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(data.FullName, "markdwell.db"), Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        List<object[]> rows = [];
        while (await reader.ReadAsync())
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            rows.Add(row);
        }

        return rows;
    }

    public string OutputSince(DateTime moment) => string.Concat(started.Select(server => server.OutputSince(moment)));

    /// <summary>What they wrote goes into the test's output, which is shown when it fails.</summary>
    public async ValueTask DisposeAsync()
    {
        await (balancer?.DisposeAsync() ?? default);
        foreach (var server in apps.Append(site))
        {
            await (server?.DisposeAsync() ?? default);
        }

        TestContext.Current.TestOutputHelper?.WriteLine(OutputSince(default));
        Sandbox.Dispose();
        data.Delete(recursive: true);
        if (sqlServer is not null)
        {
            await DropAsync(sqlServer);
        }
    }

    private async Task StartAsync(int process) =>
        started.Add(apps[process] = await Programs.StartAppAsync(Addresses[process], BaseUrl, port, data.FullName, sqlServer, settings));

    private static string NewDatabase()
    {
        var server = Environment.GetEnvironmentVariable(SqlServerVariable);
        Assert.SkipWhen(string.IsNullOrEmpty(server), $"{SqlServerVariable} names no SQL Server.");
        return new SqlConnectionStringBuilder(server) { InitialCatalog = $"markdwell-{Guid.NewGuid():N}" }.ToString();
    }

    private static async Task DropAsync(string database)
    {
        var name = new SqlConnectionStringBuilder(database).InitialCatalog;
        await using var connection = new SqlConnection(new SqlConnectionStringBuilder(database) { InitialCatalog = "master" }.ToString());
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"IF DB_ID('{name}') IS NOT NULL BEGIN ALTER DATABASE [{name}] SET SINGLE_USER WITH ROLLBACK IMMEDIATE; DROP DATABASE [{name}] END";
        await command.ExecuteNonQueryAsync();
    }
}
