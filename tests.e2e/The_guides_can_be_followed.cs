using System.Diagnostics;
using System.Text.RegularExpressions;
using Markdwell.Tests.E2E.Hosting;

namespace Markdwell.Tests.E2E;

/// <summary>
/// Runs what stands in the guides behind <c>```sh run</c>, in their order, beside an app that serves. A folder of its own takes the place of
/// the operator's machine, and the app's address that of the guides.
/// </summary>
public sealed partial class The_guides_can_be_followed : IDisposable
{
    private readonly DirectoryInfo machine = Directory.CreateTempSubdirectory("markdwell-e2e-");

    public static TheoryData<string> Guides() =>
        [.. Directory.EnumerateFiles(Repository.PathOf("docs"), "*.md").Append(Repository.PathOf("README.md"))
            .Where(guide => Commands().IsMatch(File.ReadAllText(guide))).Select(guide => Path.GetRelativePath(Repository.PathOf(), guide))];

    public void Dispose() => machine.Delete(recursive: true);

    [Theory, MemberData(nameof(Guides))]
    public async Task Each_command_of_a_guide_works(string guide)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The guides are for Linux.");
        var data = machine.CreateSubdirectory("var/lib/markdwell").FullName;
        machine.CreateSubdirectory("var/backups");
        var port = Ports.Free(2);
        await using var app = await Programs.StartAppAsync($"http://127.0.0.1:{port}", $"http://127.0.0.1:{port}", port + 1, data);

        foreach (Match block in Commands().Matches(await File.ReadAllTextAsync(Repository.PathOf(guide), TestContext.Current.CancellationToken)))
        {
            await RunAsync(block.Groups["commands"].Value, $"http://127.0.0.1:{port}");
        }

        // What was restored is a database that an app can serve from.
        var restored = Path.Combine(machine.FullName, "var/lib/markdwell-restored");
        Assert.True(File.Exists(Path.Combine(restored, "markdwell.db")));
        await using var again = await Programs.StartAppAsync($"http://127.0.0.1:{port + 1}", $"http://127.0.0.1:{port + 1}", port, restored);
    }

    private async Task RunAsync(string commands, string address)
    {
        var here = commands.Replace("/opt/markdwell", Path.GetDirectoryName(Repository.App), StringComparison.Ordinal).Replace("/var/", machine.FullName + "/var/", StringComparison.Ordinal)
            .Replace("http://127.0.0.1:8080", address, StringComparison.Ordinal);
        var start = new ProcessStartInfo("bash", ["-euc", here]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = machine.FullName };
        using var shell = Process.Start(start)!;
        var (said, trouble) = (shell.StandardOutput.ReadToEndAsync(), shell.StandardError.ReadToEndAsync());
        await shell.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(shell.ExitCode == 0, $"{commands}{await said}{await trouble}");
    }

    [GeneratedRegex(@"^```sh run\n(?<commands>.*?)^```$", RegexOptions.ExplicitCapture | RegexOptions.Multiline | RegexOptions.Singleline, 1000)]
    private static partial Regex Commands();
}
