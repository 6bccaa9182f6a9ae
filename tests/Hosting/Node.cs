using System.Diagnostics;
using Markdwell.Tests.Hosting;

namespace Markdwell.Tests.Hosting;

/// <summary>Asks code that is not ours: packages from npm, in a process of their own.</summary>
internal static class Node
{
    public static Task<string> RunAsync(string script, params string[] arguments) => RunOnAsync("", script, arguments);

    /// <param name="input">What the script reads from standard input.</param>
    public static async Task<string> RunOnAsync(string input, string script, params string[] arguments)
    {
        var start = new ProcessStartInfo("node", ["-e", script, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Repository.PathOf(),
        };
        using var node = Process.Start(start)!;
        var trouble = node.StandardError.ReadToEndAsync();
        var asked = WriteAsync(node.StandardInput, input);
        var said = await node.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await asked;
        await node.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(node.ExitCode == 0, await trouble);
        return said.Trim();
    }

    private static async Task WriteAsync(StreamWriter standardInput, string input)
    {
        await standardInput.WriteAsync(input);
        standardInput.Close();
    }
}
