using System.Diagnostics;
using System.Globalization;
using System.Text;
using Markdwell.Services.Markdown;

namespace Markdwell.Benchmarks.Rendering;

/// <summary>
/// Text to safe HTML: ours, and what a Node app does for the same (markdown-it, then sanitize-html). Both run in turns on
/// the same texts, warmed up, and are measured by the processor time they use.
/// </summary>
internal sealed class RenderingRun(int rounds)
{
    private static readonly (string Name, string Text)[] Documents =
    [
        ("README of 8 KB", Texts.Readme(8 * 1024)),
        ("README of 60 KB", Texts.Readme(60 * 1024)),
        .. ((string[])["ajv", "markdown-it", "minimatch", "sanitize-html"])
            .Select(package => (package + "'s", File.ReadAllText(Path.Combine("node_modules", package, "README.md")))),
    ];

    private readonly MarkdownRenderer renderer = new(new MarkdownLimits());

    public async Task<string> ReportAsync()
    {
        await using var peer = MarkdownItPeer.Start();
        var report = new StringBuilder("| text | KB | ours, ms | MB/s | markdown-it + sanitize-html, ms | times faster |\n|---|---|---|---|---|---|\n");
        foreach (var (name, text) in Documents)
        {
            var bytes = Encoding.UTF8.GetByteCount(text);
            var times = Math.Max(20, 4_000_000 / bytes);
            var (ours, theirs) = (new List<double>(), new List<double>());
            for (var round = -2; round < rounds; round++)
            {
                var (a, b) = (Milliseconds(text, times), await peer.MillisecondsAsync(text, times));
                if (round >= 0)
                {
                    ours.Add(a);
                    theirs.Add(b);
                }
            }
            var (own, other) = (Median(ours), Median(theirs));
            report.AppendLine(string.Create(CultureInfo.InvariantCulture,
                $"| {name} | {bytes / 1024.0:F1} | {own:F3} | {bytes / own / 1000:F0} | {other:F3} | {Median(ours.Zip(theirs, (a, b) => b / a)):F1} |"));
        }
        return report.ToString();
    }

    private double Milliseconds(string text, int times)
    {
        GC.Collect();
        var before = Process.GetCurrentProcess().TotalProcessorTime;
        for (var i = 0; i < times; i++)
        {
            if (renderer.Render(text, "md-").Refusal is { } refusal)
            {
                throw new InvalidOperationException(refusal.ToString());
            }
        }
        return (Process.GetCurrentProcess().TotalProcessorTime - before).TotalMilliseconds / times;
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(values.Count() / 2);
}
