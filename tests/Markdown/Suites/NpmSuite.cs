using System.Text.RegularExpressions;

namespace Markdwell.Tests.Markdown.Suites;

/// <summary>Examples of a specification as an npm package holds them: a JavaScript array of objects with string values.</summary>
internal static partial class NpmSuite
{
    public static IReadOnlyList<SuiteExample> Read(string package) =>
        [.. Example.Matches(Repository.Read("node_modules", package, "index.js"))
            .Select((match, index) => new SuiteExample(index + 1, Text(match.Groups["markdown"]), Text(match.Groups["html"])))];

    [GeneratedRegex("""^\s*markdown:\s*(?<markdown>'(\\.|[^'\\])*'|"(\\.|[^"\\])*"),\s*html:\s*(?<html>'(\\.|[^'\\])*'|"(\\.|[^"\\])*")""",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Example { get; }

    [GeneratedRegex(@"\\(u(?<code>[0-9a-fA-F]{4})|x(?<code>[0-9a-fA-F]{2})|(?<one>.))", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Escape { get; }

    private static string Text(Group literal) => Escape.Replace(literal.Value[1..^1], escape => escape.Groups["code"] is { Success: true } code
        ? ((char)Convert.ToInt32(code.Value, 16)).ToString()
        : escape.Groups["one"].Value switch { "n" => "\n", "t" => "\t", "r" => "\r", "f" => "\f", "b" => "\b", var one => one });
}

internal sealed record SuiteExample(int Number, string Markdown, string Html);
