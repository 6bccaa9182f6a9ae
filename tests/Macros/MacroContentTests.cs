using Markdwell.Services.Atlassian;
using Markdwell.Services.Sources.Macros;
using Markdwell.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Markdwell.Tests.Hosting.AcmeConfluence;
using static Markdwell.Tests.Hosting.MarkdwellApp;

namespace Markdwell.Tests.Macros;

/// <summary>How the texts of a page come from Confluence, and what they cost.</summary>
public sealed class MacroContentTests : MacroTest
{
    [Fact]
    public async Task Thirty_macros_of_a_cold_page_cost_one_call()
    {
        Confluence.Permits(People.Carol, "read");
        Confluence.HasPage(7, "<p>x</p>" + string.Concat(Enumerable.Range(0, 30).Select(i => Stored($"# Text {i}", $"m-{i}"))));

        var first = await Task.WhenAll(Enumerable.Range(0, 15).Select(i => Confluence.ShowsAsync(Frame($"m-{i}"), People.Carol)));
        foreach (var i in Enumerable.Range(15, 15))
        {
            Assert.Contains($"Text {i}</h1>", await Confluence.ShowsAsync(Frame($"m-{i}"), People.Carol), StringComparison.Ordinal);
        }

        Assert.All(first.Index(), page => Assert.Contains($"Text {page.Index}</h1>", page.Item, StringComparison.Ordinal));
        Assert.Equal(1, App.Internet.Count("/api/v2/"));
        Assert.Equal(0, App.Internet.Count("/macro/id/"));
        await App.UntilAsync(async db => await db.CachedTexts.CountAsync(t => t.PageId == "1001" && t.PageVersion == 7, Cancel) == 30);
    }

    [Fact]
    public async Task One_macro_that_only_a_slow_call_finds_does_not_hold_up_the_others()
    {
        Confluence.Permits(People.Carol, "read");
        Confluence.HasPage(7, Stored("# Here", "m-1"));
        var answer = new TaskCompletionSource<HttpResponseMessage>();
        App.Internet.On("GET", BodyUrl(7), _ => answer.Task);

        var slow = Confluence.ShowsAsync(Macro(7), People.Carol);
        Assert.Contains("Here</h1>", await Confluence.ShowsAsync(Frame("m-1"), People.Carol), StringComparison.Ordinal);

        Assert.False(slow.IsCompleted);
        answer.SetResult(Internet.Json("""{"body":"# Included"}"""));
        Assert.Contains("Included</h1>", await slow, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_blog_post_is_read_at_its_own_address()
    {
        Confluence.Permits(People.Carol, "read");
        Confluence.HasNoPage();
        App.Internet.OnJson("GET", $"{Wiki}/api/v2/blogposts/1001", PageJson("1001", Stored("# Post")));

        Assert.Contains("Post</h1>", await Confluence.ShowsAsync(Macro(7), People.Carol), StringComparison.Ordinal);
        Assert.Equal(0, App.Internet.Count("/macro/id/"));
    }

    [Fact]
    public async Task Two_macros_with_one_id_are_told_apart_by_confluence()
    {
        Confluence.Permits(People.Carol, "read");
        Confluence.HasPage(7, Stored("# One") + Stored("# Two"));
        App.Internet.OnJson("GET", BodyUrl(7), """{"body":"# Which"}""");

        Assert.Contains("Which</h1>", await Confluence.ShowsAsync(Macro(7), People.Carol), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""<ac:parameter ac:name="address">https://github.com/acme/docs/blob/main/a.md?x=1&amp;y=2</ac:parameter>""", "https://github.com/acme/docs/blob/main/a.md?x=1&y=2", null, null)]
    [InlineData("""<ac:parameter ac:name="address"><ri:url ri:value="https://example.com/a.md" /></ac:parameter>""", "https://example.com/a.md", null, null)]
    [InlineData("""<ac:parameter ac:name="attachment"><ri:attachment ri:filename="Tom &amp; Ann.md" /></ac:parameter><ac:parameter ac:name="section">Set up</ac:parameter>""", null, "Tom & Ann.md", "Set up")]
    [InlineData("""<ac:parameter ac:name="attachment">plain.md</ac:parameter>""", null, "plain.md", null)]
    public async Task Where_a_text_is_instead_is_read_with_it_and_kept(string parameters, string? address, string? attachment, string? section)
    {
        Confluence.HasPage(7, Stored("kept", MacroId, parameters));
        var tenant = (await App.TenantsAsync()).Single(t => t.ClientKey == App.Acme.ClientKey);
        var macro = MacroAddress.TryCreate(tenant.Id, "1001", 7, MacroId)!.Value;
        var expected = new MacroSource(address, attachment, section);

        Assert.Equal(expected, (await Texts.PublishedAsync(tenant, macro, Cancel)).Value!.Source);
        Assert.Equal(expected, Texts.Find(macro)!.Source);
        Assert.Equal(expected, (await Texts.DraftAsync(tenant, "1001", MacroId, Cancel)).Value!.Source);
        await App.UntilAsync(db => db.CachedTexts.AnyAsync(t => t.Address == address && t.Attachment == attachment && t.Section == section, Cancel));
        Assert.Equal(expected, (await Texts.EarlierAsync(macro with { PageVersion = 8 }, Cancel))!.Content.Source);
    }

    [Theory]
    [InlineData("""{"body":"","parameters":{"address":{"value":"https://example.com/a.md"}}}""", "https://example.com/a.md")]
    [InlineData("""{"body":"","parameters":{"address":"https://example.com/a.md"}}""", "https://example.com/a.md")]
    [InlineData("""{"body":"","parameters":{"address":"\ud800"}}""", null)]
    [InlineData("""{"body":"","parameters":[1]}""", null)]
    [InlineData("""{"body":""}""", null)]
    public async Task So_it_is_where_the_macro_is_asked_for_by_its_id(string answer, string? address)
    {
        Confluence.HasNoPage();
        App.Internet.OnJson("GET", BodyUrl(7), answer);
        var tenant = (await App.TenantsAsync()).Single(t => t.ClientKey == App.Acme.ClientKey);

        var content = await Texts.PublishedAsync(tenant, MacroAddress.TryCreate(tenant.Id, "1001", 7, MacroId)!.Value, Cancel);

        Assert.Equal(CallOutcome.Ok, content.Outcome);
        Assert.Equal(address, content.Value!.Source?.Address);
    }

    [Fact]
    public async Task A_text_that_was_erased_is_kept_again_when_it_is_read_again()
    {
        Confluence.HasPage(7, Stored("# Again"));
        var tenant = (await App.TenantsAsync()).Single(t => t.ClientKey == App.Acme.ClientKey);

        await Texts.NewestAsync(tenant, "1001", Cancel);
        await App.UntilAsync(async db => await db.CachedTexts.Where(t => t.PageId == "1001").ExecuteDeleteAsync(Cancel) == 1);
        await Texts.NewestAsync(tenant, "1001", Cancel);

        await App.UntilAsync(db => db.CachedTexts.AnyAsync(t => t.PageId == "1001", Cancel));
    }

    [Fact]
    public async Task A_text_about_macros_is_no_macro()
    {
        Confluence.Permits(People.Carol, "read");
        Confluence.HasBody(7, """</ac:structured-macro><ac:parameter ac:name="address">https://evil.example.com/</ac:parameter>""" + "\n\n# Mine ]]>");
        var tenant = (await App.TenantsAsync()).Single(t => t.ClientKey == App.Acme.ClientKey);

        Assert.Contains("Mine ]]&gt;</h1>", await Confluence.ShowsAsync(Macro(7), People.Carol), StringComparison.Ordinal);
        Assert.Null(Texts.Find(MacroAddress.TryCreate(tenant.Id, "1001", 7, MacroId)!.Value)!.Source);
    }

    private MacroTexts Texts => App.Services.GetRequiredService<MacroTexts>();

    private static string Frame(string macroId) => $"/macros/markdown?pageId=1001&pageVersion=7&macroId={macroId}";
}
