using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Markdwell.Tests.E2E.Hosting;
using Markdwell.Tests.Markdown.Limits;

namespace Markdwell.Tests.E2E;

/// <summary>The texts of tests/Markdown/Limits, measured from outside of the app that has to show them.</summary>
public sealed partial class Somebody_writes_texts_that_never_end(Stand stand) : Story(stand)
{
    private const int MostMegabytes = 256;
    private const int AtOnce = 32;

    private static readonly TimeSpan MostWork = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);
    private static readonly HttpClient Http = new(new SocketsHttpHandler { UseProxy = false });

    /// <summary>Of each kind one that takes long.</summary>
    private static readonly string[] Worst = ["openers of strong in emphasis", "prose in one paragraph", "underlined headings", "points of changing marks", "wide formulas", "deep formulas", "NUL"];

    /// <summary>A file for a table of all that was measured.</summary>
    private static readonly string? Measurements = Environment.GetEnvironmentVariable("MARKDWELL_MEASUREMENTS");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_ends_soon_takes_little_memory_and_stays_readable()
    {
        var cost = await CostAsync();
        var misfits = new List<string>();
        foreach (var (name, refusal, text) in HostileTexts.All)
        {
            // A page of Confluence is XML, which cannot hold this one.
            if (name == "NUL")
            {
                continue;
            }

            var page = await Sandbox.NewPageAsync("acme", text);
            var url = await Sandbox.MacroUrlAsync("acme", page, "alice");
            await MeasureAsync(cost, name, refusal, misfits, () => Http.GetStringAsync(url, Cancel));
        }

        Assert.Empty(misfits);
    }

    [Fact]
    public async Task Previews_and_exports_end_as_soon()
    {
        var cost = await CostAsync();
        var misfits = new List<string>();
        var token = await ContextTokenAsync();
        foreach (var (name, refusal, text) in HostileTexts.All.Where(hostile => Worst.Contains(hostile.Name)))
        {
            await MeasureAsync(cost, name + ", previewed", refusal, misfits, () => PreviewAsync(text, token));
            if (name != "NUL")
            {
                var page = await Sandbox.NewPageAsync("acme", text);
                await MeasureAsync(cost, name + ", exported", refusal, misfits, () => Http.GetStringAsync($"{Sandbox.Acme}/wiki/pages/{page}/export?as=alice", Cancel));
            }
        }

        Assert.Empty(misfits);
    }

    [Fact]
    public async Task Other_sites_are_served_meanwhile()
    {
        var token = await ContextTokenAsync();
        var texts = HostileTexts.All.Where(hostile => Worst.Contains(hostile.Name)).Select(hostile => hostile.Text).ToList();
        var small = await Sandbox.MacroUrlAsync("globex", await Sandbox.NewPageAsync("globex", "# Small"), "alice");
        var hostile = Enumerable.Range(0, AtOnce).Select(number => PreviewAsync(texts[number % texts.Count], token)).ToList();

        var since = Stopwatch.StartNew();
        Assert.Contains("Small", await Http.GetStringAsync(small, Cancel), StringComparison.Ordinal);
        using var health = await Http.GetAsync(Stand.App + "/health/live", Cancel);
        var waited = since.Elapsed;

        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
        Assert.True(waited < LongestWait, $"It took {waited}.");
        Assert.All(await Task.WhenAll(hostile), answer => Assert.Matches("""<p class="notice"|<article""", answer));
        Assert.Contains("Small", await Http.GetStringAsync(small, Cancel), StringComparison.Ordinal);
    }

    /// <summary>The app as it is when it has worked: compiled, and with the script for formulas loaded.</summary>
    private async Task<ProcessCost> CostAsync()
    {
        Assert.SkipUnless(ProcessCost.CanBeMeasured, "Only Linux tells from outside what a process costs.");
        var token = await ContextTokenAsync();
        foreach (var text in (string[])["# Some *words*", "$\\frac{a}{b}$"])
        {
            await PreviewAsync(text, token);
        }

        return new(Stand.AppProcessId);
    }

    private static async Task MeasureAsync(ProcessCost cost, string name, Services.Markdown.RefusalReason? refusal, List<string> misfits, Func<Task<string>> ask)
    {
        cost.ForgetPeak();
        var (processor, memory) = (cost.Processor, cost.PeakMegabytes);
        var answer = await ask();
        var (work, growth) = (cost.Processor - processor, cost.PeakMegabytes - memory);

        var notice = Notice().Match(answer).Groups["words"].Value;

        // On a busy machine one more may be refused, for its time.
        var isReadable = notice.Length > 0 ? answer.Contains("<pre", StringComparison.Ordinal) : refusal is null && answer.Contains("<article", StringComparison.Ordinal);
        if (Measurements is { Length: > 0 })
        {
            await File.AppendAllTextAsync(Measurements, string.Create(CultureInfo.InvariantCulture, $"{work.TotalSeconds:F2}\t{growth}\t{name}\t{notice}\n"), Cancel);
        }

        if (work > MostWork || growth > MostMegabytes || !isReadable)
        {
            misfits.Add($"{name}: {work.TotalSeconds} s, {growth} MB. {notice}");
        }
    }

    private async Task<string> ContextTokenAsync()
    {
        var page = await Sandbox.NewPageAsync("acme", "# A page");
        var macro = (await Sandbox.MacrosAsync("acme", page))[0];
        return (await Sandbox.SignAsync("acme/confluence", new { module = "markdwell-markdown", @as = "alice", page, macro })).ContextToken;
    }

    private async Task<string> PreviewAsync(string text, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Stand.App + "/macros/preview") { Content = new StringContent(text) };
        request.Headers.Authorization = new AuthenticationHeaderValue("JWT", token);
        using var answer = await Http.SendAsync(request, Cancel);
        return await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync(Cancel);
    }

    [GeneratedRegex("""<p class="notice"[^>]*>(?<words>[^<]*)</p>|<p>\s*<em>(?<words>[^<]*)</em>\s*</p>\s*<p>The source""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Notice();
}
