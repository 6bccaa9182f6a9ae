using System.Diagnostics;
using Markdwell.Tests.Markdown;

namespace Markdwell.Tests.Hosting;

/// <summary>Asks code that is not ours: packages from npm, in a process of their own.</summary>
internal static class Node
{
    public static async Task<string> RunAsync(string script, params string[] arguments)
    {
        var start = new ProcessStartInfo("node", ["-e", script, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Repository.PathOf(),
        };
        using var node = Process.Start(start)!;
        var trouble = node.StandardError.ReadToEndAsync();
        var said = await node.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await node.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(node.ExitCode == 0, await trouble);
        return said.Trim();
    }
}
