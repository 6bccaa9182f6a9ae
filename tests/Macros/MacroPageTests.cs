using Markdwell.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using static Markdwell.Tests.Hosting.AcmeConfluence;
using static Markdwell.Tests.Hosting.MarkdwellApp;

namespace Markdwell.Tests.Macros;

/// <summary>What a reader sees of a macro.</summary>
public sealed class MacroPageTests : MacroTest
{
    [Fact]
    public async Task A_reader_sees_the_markdown_of_the_macro()
    {
        Confluence.Permits(People.Carol, "read");
        Confluence.HasBody(7, "# Hello *world*");

        var page = await Confluence.ShowsAsync(Macro(7), People.Carol);

        Assert.Contains("Hello <em>world</em></h1>", page, StringComparison.Ordinal);
        Assert.Contains("""<script src="https://connect-cdn.atl-paas.net/all.js" data-options="margin:false"></script>""", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_published_text_is_asked_for_once_and_rendered_once()
    {
        Confluence.Permits(People.Carol, "read");
        Confluence.HasBody(7, "# Hello");

        var first = await Confluence.ShowsAsync(Macro(7), People.Carol);
        var second = await Confluence.ShowsAsync(Macro(7), People.Carol);

        Assert.Equal(first, second);
        Assert.Equal(1, App.Internet.Count("body-format=storage"));
        Assert.Equal(1, App.Internet.Count("/permission/check"));
    }

    [Fact]
    public async Task A_text_is_in_the_database_soon_after()
    {
        Confluence.Permits(People.Carol, "read");
        Confluence.HasBody(7, "# Hello");
        await Confluence.ShowsAsync(Macro(7), People.Carol);

        await App.UntilAsync(db => db.CachedTexts.AnyAsync(t => t.PageId == "1001" && t.PageVersion == 7 && t.Text == "# Hello", Cancel));
    }

    [Fact]
    public async Task A_new_version_of_the_page_shows_its_own_text()
    {
        Confluence.Permits(People.Carol, "read");
        Confluence.HasBody(7, "old");
        Confluence.HasBody(8, "new");

        Assert.Contains("<p>old</p>", await Confluence.ShowsAsync(Macro(7), People.Carol), StringComparison.Ordinal);
        Assert.Contains("<p>new</p>", await Confluence.ShowsAsync(Macro(8), People.Carol), StringComparison.Ordinal);
        Assert.Contains("<p>old</p>", await Confluence.ShowsAsync(Macro(7), People.Carol), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Thirty_readers_at_once_cost_one_call()
    {
        Confluence.Permits(People.Carol, "read");
        App.Internet.On("GET", PageUrl(), async _ =>
        {
            await Task.Delay(200);
            return Internet.Json(PageJson("1001", Stored("# Hello")));
        });

        await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => Confluence.ShowsAsync(Macro(7), People.Carol)));

        Assert.Equal(1, App.Internet.Count("body-format=storage"));
    }
}
