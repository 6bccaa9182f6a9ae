using System.Text.Json;
using System.Text.RegularExpressions;
using Markdwell.Tests.Hosting;

namespace Markdwell.Tests.Observing;

/// <summary>The dashboard and the operator's guide name the metrics that there are, by the names that Prometheus gives them.</summary>
public sealed partial class DashboardTests
{
    [Fact]
    public void The_dashboard_asks_for_nothing_that_is_not_measured_and_shows_all_that_is()
    {
        var asked = Metrics().Matches(Queries()).Select(match => match.Value).ToHashSet(StringComparer.Ordinal);
        var measured = Instruments().SelectMany(one => Exported(one).Select(name => (name, Metric: one.Name))).ToList();
        Assert.True(measured.Count > 10, "The pattern finds nothing any more.");

        Assert.All(asked, name => Assert.Contains(name, measured.Select(one => one.name)));
        Assert.All(measured.GroupBy(one => one.Metric), names => Assert.True(names.Any(one => asked.Contains(one.name)), $"{names.Key} is on no panel."));
    }

    [Fact]
    public void The_guide_lists_all_metrics()
    {
        var listed = Rows().Matches(Repository.Read("docs", "operate.md")).Select(match => match.Groups["name"].Value);

        Assert.Equal(Instruments().Select(one => one.Name).Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
    }

    private static string Queries()
    {
        using var dashboard = JsonDocument.Parse(Repository.Read("deploy", "grafana.json"));
        return string.Join('\n', dashboard.RootElement.GetProperty("panels").EnumerateArray()
            .Where(panel => panel.TryGetProperty("targets", out _))
            .SelectMany(panel => panel.GetProperty("targets").EnumerateArray())
            .Select(target => target.GetProperty("expr").GetString()));
    }

    private static List<Instrument> Instruments() =>
        [.. ((string[])["Services", "Pages"]).SelectMany(room => Directory.EnumerateFiles(Repository.PathOf(room), "*.cs", SearchOption.AllDirectories))
            .SelectMany(file => Creations().Matches(File.ReadAllText(file)))
            .Select(match => new Instrument(match.Groups["name"].Value, match.Groups["kind"].Value, match.Groups["unit"].Value))];

    /// <summary>https://opentelemetry.io/docs/specs/otel/compatibility/prometheus_and_openmetrics/</summary>
    private static string[] Exported(Instrument one)
    {
        var name = one.Name.Replace('.', '_') + (one.Unit == "s" || one.Kind == "Duration" ? "_seconds" : "");
        return one.Kind switch
        {
            "Counter" => [name + "_total"],
            "Histogram" or "Duration" => [name + "_bucket", name + "_sum", name + "_count"],
            _ => [name],
        };
    }

    private sealed record Instrument(string Name, string Kind, string Unit);

    [GeneratedRegex(@"Create((?<kind>Counter|Histogram|ObservableGauge)(<\w+>)?\(\s*""(?<name>markdwell[\w.]+)"",.*?""(?<unit>s|1|\{\w+\})""|(?<kind>Duration)\(""(?<name>markdwell[\w.]+)"")", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Creations();

    [GeneratedRegex(@"\bmarkdwell_\w+", RegexOptions.None, 1000)]
    private static partial Regex Metrics();

    [GeneratedRegex(@"^\| `(?<name>markdwell[\w.]+)`", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex Rows();
}
