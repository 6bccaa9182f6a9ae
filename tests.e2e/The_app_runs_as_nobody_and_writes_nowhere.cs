using System.Diagnostics;
using Markdwell.Tests.E2E.Hosting;

namespace Markdwell.Tests.E2E;

/// <summary>As the image runs it, as far as that goes without a container: another user without any rights, a root file system that cannot be written to, one folder that can.</summary>
public sealed class The_app_runs_as_nobody_and_writes_nowhere : IDisposable
{
    private const string User = "1654";

    // The app is seen at a place where that user may read it, wherever it was built.
    private const string Around = $"""
        mount --bind "$DATA" "$DATA" && mount --bind "$APP" /mnt && mount -o remount,ro,bind /mnt && mount -o remount,ro,bind / && cd /mnt &&
        exec setpriv --reuid={User} --regid={User} --clear-groups --no-new-privs --bounding-set=-all --inh-caps=-all dotnet Markdwell.dll "$@"
        """;

    private readonly DirectoryInfo data = Directory.CreateTempSubdirectory("markdwell-e2e-");

    public static bool CanBe { get; } = Environment.UserName == "root" && Try("unshare", "--mount", "setpriv", "--reuid=" + User, "true");

    public void Dispose() => data.Delete(recursive: true);

    [Fact(Skip = "Needs root, unshare and setpriv.", SkipUnless = nameof(CanBe))]
    public async Task It_is_installed_serves_and_is_asked_for_its_health()
    {
        Assert.True(Try("chown", User, data.FullName));
        var port = Ports.Free(5);
        var address = $"http://127.0.0.1:{port + 4}";
        await using var site = await Programs.StartSandboxAsync(port, address);
        await using var app = await Programs.StartAppAsync(address, address, port, data.FullName, settings: Settings, around: ["unshare", "--mount", "sh", "-c", Around, "sh"]);
        using var sandbox = new Sandbox(port);

        await sandbox.PostAsync("acme/confluence/install");

        using var http = new HttpClient();
        Assert.Contains("Markdwell", await http.GetStringAsync(new Uri(address + "/confluence/atlassian-connect.json"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(User, (await File.ReadAllLinesAsync($"/proc/{app.ProcessId}/status", TestContext.Current.CancellationToken)).Single(line => line.StartsWith("Uid:", StringComparison.Ordinal)).Split('\t')[1]);

        // Without a collector nothing is loaded that would send something to one.
        var loaded = await File.ReadAllTextAsync($"/proc/{app.ProcessId}/maps", TestContext.Current.CancellationToken);
        Assert.Contains("Markdwell.dll", loaded, StringComparison.Ordinal);
        Assert.DoesNotContain("OpenTelemetry", loaded, StringComparison.Ordinal);
        var places = (await File.ReadAllLinesAsync($"/proc/{app.ProcessId}/mountinfo", TestContext.Current.CancellationToken)).Select(line => line.Split(' ')).ToList();
        Assert.All(((string[])["/", "/mnt"]), place => Assert.StartsWith("ro,", places.Last(fields => fields[4] == place)[5], StringComparison.Ordinal));
        Assert.All(data.EnumerateFiles(), file => Assert.StartsWith("markdwell.db", file.Name, StringComparison.Ordinal));
        Assert.True(Try("env", $"ASPNETCORE_URLS={address}", "dotnet", Repository.App, "--health"));
        Assert.False(Try("env", "ASPNETCORE_URLS=http://127.0.0.1:1", "dotnet", Repository.App, "--health"));
    }

    private Dictionary<string, string> Settings => new(StringComparer.Ordinal)
    {
        ["DATA"] = data.FullName,
        ["APP"] = Path.GetDirectoryName(Repository.App)!,
        ["TMPDIR"] = data.FullName,
        ["HOME"] = "/nowhere",
        ["DOTNET_EnableDiagnostics"] = "0",
    };

    private static bool Try(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardError = true });
            process!.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
