using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Markdwell.Benchmarks.Rendering;

/// <summary>A Node process that renders with markdown-it and cleans with sanitize-html, as often as it is asked to.</summary>
internal sealed class MarkdownItPeer : IAsyncDisposable
{
    private const string Script = """
        const markdown = require('markdown-it')({ html: true, linkify: true });
        const sanitize = require('sanitize-html');
        const options = { allowedTags: sanitize.defaults.allowedTags.concat(['img', 'details', 'summary', 'del']), allowedAttributes: { ...sanitize.defaults.allowedAttributes, code: ['class'] } };
        require('readline').createInterface({ input: process.stdin }).on('line', (line) => {
          const { text, times } = JSON.parse(line);
          const before = process.cpuUsage();
          let length = 0;
          for (let i = 0; i < times; i++) length += sanitize(markdown.render(text), options).length;
          const { user, system } = process.cpuUsage(before);
          console.log((user + system) / 1000 / times);
        });
        """;

    private readonly Process node;

    private MarkdownItPeer(Process node) => this.node = node;

    public static MarkdownItPeer Start() => new(Process.Start(new ProcessStartInfo("node", ["-e", Script])
    {
        UseShellExecute = false,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
    })!);

    public async Task<double> MillisecondsAsync(string text, int times)
    {
        await node.StandardInput.WriteLineAsync(JsonSerializer.Serialize(new { text, times }));
        var answer = await node.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The peer ended.");
        return double.Parse(answer, CultureInfo.InvariantCulture);
    }

    public async ValueTask DisposeAsync()
    {
        node.StandardInput.Close();
        await node.WaitForExitAsync();
        node.Dispose();
    }
}
