using Microsoft.Data.SqlClient;

namespace Markdwell.Tests.E2E.Hosting;

/// <summary>
/// One app in several processes on one database, and a sandbox of their own: nobody else minds what happens to them.
/// </summary>
internal sealed class Cluster : IAsyncDisposable
{
    /// <summary>The same as for the tests of the tables.</summary>
    private const string SqlServerVariable = "MARKDWELL_TEST_SQLSERVER";

    private readonly DirectoryInfo data = Directory.CreateTempSubdirectory("markdwell-e2e-");
    private readonly string? sqlServer;
    private readonly int port;
    private readonly Server?[] apps;
    private readonly List<Server> started = [];
    private Server? site;

    private Cluster(string database, int processes)
    {
        sqlServer = database == "SQL Server" ? NewDatabase() : null;
        apps = new Server?[processes];
        Addresses = [.. Enumerable.Range(port = Ports.Free(4 + processes), processes).Select(number => $"http://127.0.0.1:{number + 4}")];
        Sandbox = new Sandbox(port);
    }

    public Sandbox Sandbox { get; }

    /// <summary>Where each process listens. To Atlassian the app is the first.</summary>
    public IReadOnlyList<string> Addresses { get; }

    public static async Task<Cluster> StartAsync(string database, int processes)
    {
        var cluster = new Cluster(database, processes);
        try
        {
            cluster.site = await Programs.StartSandboxAsync(cluster.port, cluster.Addresses[0]);
            for (var i = 0; i < processes; i++)
            {
                await cluster.StartAsync(i);
            }

            await cluster.Sandbox.PostAsync("acme/jira/install");
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

    /// <summary>What they wrote goes into the test's output, which is shown when it fails.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var server in apps.Append(site))
        {
            await (server?.DisposeAsync() ?? default);
        }

        TestContext.Current.TestOutputHelper?.WriteLine(string.Concat(started.Select(server => server.OutputSince(default))));
        Sandbox.Dispose();
        data.Delete(recursive: true);
        if (sqlServer is not null)
        {
            await DropAsync(sqlServer);
        }
    }

    private async Task StartAsync(int process) =>
        started.Add(apps[process] = await Programs.StartAppAsync(Addresses[process], Addresses[0], port, data.FullName, sqlServer));

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
