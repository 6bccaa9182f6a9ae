using System.Diagnostics;
using Markdwell.Tests.Hosting;

namespace Markdwell.Tests.Storage;

/// <summary>What can be seen of SQL Server without one: that its client is let ask.</summary>
public sealed class SqlServerStartTests
{
    private const string NobodyThere = "Server=127.0.0.1,1;User Id=sa;Password=secret;TrustServerCertificate=true;Connect Timeout=1;ConnectRetryCount=0";

    [Fact]
    public async Task An_app_whose_sql_server_is_away_asks_again()
    {
        using var process = Start();
        string? line;
        do
        {
            line = await process.StandardOutput.ReadLineAsync(MarkdwellApp.Cancel);
        }
        while (line?.Contains("The database is not ready", StringComparison.Ordinal) == false);
        process.Kill();

        // Not "Success", which is what lies at the bottom of it.
        Assert.Contains("SQL Server", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_runtime_that_was_told_to_know_no_cultures_is_refused_at_once()
    {
        // The client would refuse each time that it is to open a connection.
        using var process = Start(("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "1"));

        var said = await process.StandardError.ReadToEndAsync(MarkdwellApp.Cancel);
        await process.WaitForExitAsync(MarkdwellApp.Cancel);

        Assert.Equal(1, process.ExitCode);
        Assert.StartsWith("Markdwell cannot start: ConnectionStrings__SqlServer is set, and SQL Server's client needs ICU.", said, StringComparison.Ordinal);
    }

    private static Process Start(params (string Name, string Value)[] settings)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location]) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true, WorkingDirectory = Repository.PathOf() };
        foreach (var (name, value) in (IEnumerable<(string, string)>)[("Connect__BaseUrl", MarkdwellApp.BaseUrl), ("ASPNETCORE_URLS", "http://127.0.0.1:0"), ("ConnectionStrings__SqlServer", NobodyThere), .. settings])
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }
}
