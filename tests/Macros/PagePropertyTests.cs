using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Markdwell.Models;
using Markdwell.Services.Sources;
using Markdwell.Services.Sources.Macros;
using Markdwell.Services.Sources.Properties;
using Markdwell.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using static Markdwell.Tests.Hosting.AcmeConfluence;
using static Markdwell.Tests.Hosting.MarkdwellApp;

namespace Markdwell.Tests.Macros;

/// <summary>What is kept beside a page, for its search and for the next reader.</summary>
public sealed class PagePropertyTests : MacroTest
{
    private const string Properties = $"{Wiki}/api/v2/pages/1001/properties";

    private readonly Lock gate = new();
    private JsonNode? value;
    private int version;

    [Fact]
    public async Task A_page_that_was_read_can_be_found_by_its_headings_words_and_measures()
    {
        HasProperty(null);
        Confluence.Permits(People.Carol, "read");
        Confluence.HasPage(7, Stored("# Café *olé*\n\nDeployment deployment of `kubernetes` &amp; 配置 $x^2$\n\n<a title=\"a > b\">linked</a>", "m-1"));
        await Confluence.ShowsAsync(Frame("m-1"), People.Carol);
        await WrittenAsync();

        Assert.Equal("Café olé", (string?)value!["headings"]);
        var words = ((string)value["words"]!).Split(' ');
        Assert.Equal("deployment", words[0]);
        Assert.Superset(new HashSet<string>(["café", "olé", "kubernetes", "配置", "linked"], StringComparer.Ordinal), words.ToHashSet(StringComparer.Ordinal));
        Assert.DoesNotContain("title", words);
        Assert.Equal(7, (int)value["macros"]!["m-1"]!["pageVersion"]!);
    }

    [Fact]
    public async Task A_reader_who_lies_about_the_text_takes_no_page_out_of_the_search()
    {
        HasProperty(null);
        Confluence.Permits(People.Carol, "read");
        Confluence.HasPage(7, Stored("# Deployment", "m-1"));
        await Confluence.ShowsAsync(Frame("m-1"), People.Carol);
        var acme = (await App.TenantsAsync()).Single(t => t.ClientKey == App.Acme.ClientKey);
        var lie = new ShownMacro(acme, MacroAddress.TryCreate(acme.Id, "1001", 7, "m-1")!.Value, SourceText.Of("lie").Hash, Source: null);

        App.Services.GetRequiredService<PageProperties>().Measured(lie, 760, 512);

        await WrittenAsync();
        Assert.Equal("Deployment", (string?)value!["headings"]);
    }

    [Fact]
    public async Task Nothing_is_written_when_nothing_changed()
    {
        HasProperty(null);
        var shown = await ShownAsync("m-1", "# One");
        await WriteAsync(shown);
        await WriteAsync(shown);

        Assert.Equal(1, App.Internet.Calls.Count(call => call.Method is "POST" or "PUT" && call.Uri.AbsolutePath.Contains("/properties", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Fifty_writers_of_one_page_lose_nothing()
    {
        HasProperty(null);
        var all = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => ShownAsync($"m-{i}", $"# Heading {i}")));

        // Five instances, each of which has its turn for ten pages at a time.
        await Task.WhenAll(all.Chunk(10).Select(async some =>
        {
            foreach (var one in some)
            {
                await WriteAsync(one);
            }
        }));

        Assert.Equal(50, value!["macros"]!.AsObject().Count);
        Assert.All(Enumerable.Range(0, 50), i => Assert.Contains($"Heading {i}", ((string)value["headings"]!).Split('\n')));
        Assert.True(conflicts > 0, "Nobody came second.");
    }

    [Theory]
    [InlineData("""{"version":1,"macros":{"m-9":null,"m-8":{"heights":{"760":"x"}}}}""")]
    [InlineData("""{"version":99,"secret":true}""")]
    [InlineData("""["\ud800"]""")]
    [InlineData("\"mine\"")]
    public async Task A_foreign_or_broken_property_is_written_anew(string broken)
    {
        HasProperty(broken);
        await WriteAsync(await ShownAsync("m-1", "# Mine"));

        Assert.Equal("Mine", (string?)value!["headings"]);
        Assert.Equal(["m-1"], value["macros"]!.AsObject().Select(macro => macro.Key));
        Assert.Equal(2, version);
    }

    [Fact]
    public async Task A_macro_that_left_the_page_leaves_the_property()
    {
        HasProperty(null);
        await WriteAsync(await ShownAsync("m-1", "# Old", pageVersion: 6, "m-2"));
        await WriteAsync(await ShownAsync("m-2", "# New", pageVersion: 7));

        Assert.Equal("New", (string?)value!["headings"]);
    }

    [Fact]
    public async Task An_old_version_that_somebody_looks_at_says_nothing()
    {
        HasProperty(null);
        var old = await ShownAsync("m-1", "# Old", pageVersion: 6);
        CurrentIs(7, Stored("# New", "m-1"));
        await WriteAsync(old);

        Assert.Null(value);
    }

    [Fact]
    public async Task What_is_too_long_is_shortened_and_says_so()
    {
        HasProperty(null);
        for (var i = 0; i < 12; i++)
        {
            var words = string.Join(' ', Enumerable.Range(0, 200).Select(n => $"устройство{i}x{n}"));
            await WriteAsync(await ShownAsync($"m-{i}", $"# Heading {i}\n\n{words}", 7, [.. Enumerable.Range(0, 12).Select(n => $"m-{n}")]));
        }

        Assert.True((bool)value!["shortened"]!);
        Assert.Equal("1001", Assert.Single(App.Services.GetRequiredService<ShortenedPages>().Of((await App.TenantsAsync()).Single(t => t.ClientKey == App.Acme.ClientKey).Id)).PageId);
        Assert.Equal(12, value["macros"]!.AsObject().Count);
        Assert.All(Enumerable.Range(0, 12), i => Assert.Contains($"Heading {i}", ((string)value["headings"]!).Split('\n')));
        Assert.InRange(App.Internet.Calls.Where(call => call.Method == "PUT").Max(call => System.Text.Encoding.UTF8.GetByteCount(call.Body!)), 8 * 1024, PageProperty.MaxBytes + 100);
    }

    [Fact]
    public async Task What_globex_reads_is_not_written_to_acme()
    {
        HasProperty(null);
        App.Internet.OnJson("POST", "https://globex.atlassian.net/wiki/rest/api/content/1001/permission/check", """{"hasPermission":true}""");
        App.Internet.OnJson("GET", PageUrl().Replace("acme", "globex", StringComparison.Ordinal), PageJson("1001", Stored("# Globex's", "m-1"), 7));
        App.Internet.OnJson("GET", Properties.Replace("acme", "globex", StringComparison.Ordinal), """{"results":[]}""");
        App.Internet.OnJson("POST", Properties.Replace("acme", "globex", StringComparison.Ordinal), "{}");
        using var response = await App.OpenAsync(App.Globex, Frame("m-1"));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        App.Clock.Advance(TimeSpan.FromSeconds(10));

        await UntilAsync(() => App.Internet.Calls.Any(call => call.Method == "POST" && call.Uri.AbsoluteUri == Properties.Replace("acme", "globex", StringComparison.Ordinal)));
        Assert.DoesNotContain(App.Internet.Calls, call => call.Uri.AbsoluteUri.StartsWith(Properties, StringComparison.Ordinal));
    }

    private int conflicts;

    private static string Frame(string macroId) => $"/macros/markdown?pageId=1001&pageVersion=7&macroId={macroId}";

    /// <summary>Confluence with its versions: who has not seen the last one is refused.</summary>
    private void HasProperty(string? json)
    {
        (value, version) = json is null ? (null, 0) : (JsonNode.Parse("1"), 1);
        var raw = json;
        App.Internet.On("GET", Properties, async _ =>
        {
            await Task.Yield();
            lock (gate)
            {
                var current = raw ?? value?.ToJsonString();
                return Internet.Json(version == 0 ? """{"results":[]}""" : $$$"""{"results":[{"id":"77","key":"markdwell","value":{{{current}}},"version":{"number":{{{version}}}}}]}""");
            }
        });
        HttpResponseMessage Write(HttpRequestMessage request, Func<JsonNode, int> next)
        {
            var sent = JsonNode.Parse(request.Content!.ReadAsStream())!;
            lock (gate)
            {
                if (next(sent) != version + 1)
                {
                    conflicts++;
                    return Internet.Json("{}", HttpStatusCode.Conflict);
                }

                raw = null;
                (value, version) = (sent["value"]!.DeepClone(), version + 1);
                return Internet.Json("{}");
            }
        }

        App.Internet.On("POST", Properties, request => Write(request, _ => 1));
        App.Internet.On("PUT", Properties + "/77", request => Write(request, sent => (int)sent["version"]!["number"]!));
    }

    private void CurrentIs(int number, string storage) => App.Internet.OnJson("GET", PageUrl(), PageJson("1001", storage, number));

    private async Task<PendingPage> ShownAsync(string macroId, string markdown, int pageVersion = 7, params string[] others)
    {
        CurrentIs(pageVersion, string.Concat(others.Append(macroId).Distinct(StringComparer.Ordinal).Select(id => Stored("x", id))));
        var tenant = (await App.TenantsAsync()).Single(t => t.ClientKey == App.Acme.ClientKey);
        var html = App.Services.GetRequiredService<Markdwell.Services.Markdown.MarkdownRenderer>().Render(markdown, "md-x-").Html;
        var pending = new PendingPage(tenant, "1001", App.Now);
        pending.For(new(tenant, MacroAddress.TryCreate(tenant.Id, "1001", pageVersion, macroId)!.Value, SourceText.Of(markdown).Hash, Source: null)).Page =
            (byte[])[.. "<article>"u8, .. html.Span, .. "</article>"u8];
        return pending;
    }

    private async Task WriteAsync(PendingPage page) =>
        Assert.Equal(Markdwell.Services.Atlassian.CallOutcome.Ok, (await App.Services.GetRequiredService<PagePropertyWriter>().WriteAsync(page, Cancel)).Outcome);

    private Task WrittenAsync()
    {
        App.Clock.Advance(TimeSpan.FromSeconds(10));
        return UntilAsync(() => value is not null);
    }

    private static async Task UntilAsync(Func<bool> holds)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        while (!holds())
        {
            await Task.Delay(20, limit.Token);
        }
    }
}
