using System.Globalization;
using System.Text.RegularExpressions;
using Markdwell.Tests.Hosting;

namespace Markdwell.Tests.Markdown;

/// <summary>
/// Documents that are read by people and by tests. A fence of eight backticks holds what a test takes: <c>example</c> (text, a line with a
/// dot, HTML), <c>storage</c> and <c>plain</c> (the same, exported), <c>attack</c> (one text) or <c>attacks</c> (a text on each line). <c>{U+0009}</c> stands for a character that cannot be seen.
/// </summary>
internal static partial class Documents
{
    private const string Fence = "````````";

    public static IEnumerable<Passage> Read(string folder, string kind) =>
        Directory.EnumerateFiles(Repository.PathOf("tests", "Markdown", folder), "*.md").Order(StringComparer.Ordinal).SelectMany(file => ReadFile(file, kind));

    private static IEnumerable<Passage> ReadFile(string file, string kind)
    {
        var heading = "";
        var lines = File.ReadAllLines(file);
        for (var at = 0; at < lines.Length; at++)
        {
            if (lines[at].StartsWith('#'))
            {
                heading = lines[at].TrimStart('#', ' ');
            }
            else if (lines[at].StartsWith(Fence, StringComparison.Ordinal))
            {
                var end = Array.IndexOf(lines, Fence, at + 1);
                if (lines[at] == $"{Fence} {kind}")
                {
                    var text = string.Concat(lines[(at + 1)..end].Select(line => Visible(line) + "\n"));
                    yield return new($"{Path.GetFileName(file)}:{at + 1} {heading}", text);
                }
                at = end;
            }
        }
    }

    private static string Visible(string line) =>
        CodePoint.Replace(line, match => char.ConvertFromUtf32(int.Parse(match.Groups["hex"].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture)));

    [GeneratedRegex(@"\{U\+(?<hex>[0-9A-F]{4,6})\}", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex CodePoint { get; }
}

/// <param name="Name">Where it stands, for the name of the test.</param>
internal sealed record Passage(string Name, string Text);
