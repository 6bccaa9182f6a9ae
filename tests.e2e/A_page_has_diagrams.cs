using Markdwell.Tests.E2E.Hosting;
using Markdwell.Tests.Markdown;

namespace Markdwell.Tests.E2E;

public sealed class A_page_has_diagrams(Stand stand) : Story(stand)
{
    private const string Flowchart = "```mermaid\nflowchart TD\n  A --> B\n```\n";
    private const string Pie = "```mermaid\npie\n  \"a\": 1\n```\n";
    private const string Library = "/lib/mermaid";

    private static readonly string Paragraphs = string.Concat(Enumerable.Repeat("A paragraph.\n\n", 100));

    private ILocator Pictures => Macro().Locator("figure.diagram > img");

    private ILocator Notices => Macro().Locator(".diagram-notice");

    [Theory]
    [InlineData("light")]
    [InlineData("dark")]
    public async Task Every_kind_is_drawn(string mode)
    {
        var kinds = Documents.Read("diagrams", "diagram").Where(passage => passage.Name.StartsWith("kinds.md", StringComparison.Ordinal)).ToList();
        Assert.True(kinds.Count >= 20);
        await Page.SetViewportSizeAsync(1280, 20000);
        await ShowAsync(string.Concat(kinds.Select(kind => $"```mermaid\n{kind.Text}```\n\n")), mode);

        await Expect(Macro().Locator("figure.diagram, .diagram-notice")).ToHaveCountAsync(kinds.Count, new() { Timeout = 60_000 });
        Assert.Empty(await Notices.AllTextContentsAsync());
        var document = await Macro().DocumentAsync();
        await Eventually.EqualAsync("", () => document.EvaluateAsync<string>(
            "[...document.querySelectorAll('figure.diagram > img')].filter(image => !(image.complete && image.naturalWidth > 20)).map(image => image.alt).join()"));
        await Macro().FitsAsync();
        await Accessibility.CheckAsync(Page);
    }

    [Fact]
    public async Task A_site_with_a_domain_of_its_own_has_diagrams_as_well()
    {
        var domain = Sandbox.Acme.Replace("localhost", "wiki.localhost", StringComparison.Ordinal);
        await Sandbox.PostAsync("acme/confluence/rename", new { displayUrl = domain });
        try
        {
            var page = await Sandbox.NewPageAsync("acme", Flowchart);
            await Page.GotoAsync($"{domain}/wiki/pages/{page}?as=alice");

            await Expect(Pictures).ToHaveCountAsync(1);
        }
        finally
        {
            await Sandbox.PostAsync("acme/confluence/rename", new { displayUrl = (string?)null });
        }
    }

    [Fact]
    public async Task A_page_without_diagrams_loads_none_of_it()
    {
        var requests = Listen();
        await OpenAsync("/wiki/pages/100001");
        await Macro(4).FitsAsync();

        Assert.Contains(requests, url => url.Contains("/js/diagrams.", StringComparison.Ordinal));
        Assert.DoesNotContain(requests, url => url.Contains("/diagrams/", StringComparison.Ordinal) || url.Contains(Library, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_diagram_is_drawn_when_it_is_scrolled_to_and_not_before()
    {
        var requests = Listen();
        await ShowAsync(Paragraphs + Flowchart + Paragraphs + Pie);
        await Macro().FitsAsync();
        await Page.EvaluateAsync("scrollTo(0, 0)");
        Assert.DoesNotContain(requests, url => url.Contains(Library, StringComparison.Ordinal));

        await Macro().Locator("pre.mermaid").First.ScrollIntoViewIfNeededAsync();
        await Expect(Pictures).ToHaveAttributeAsync("alt", "Diagram: flowchart");
        await Expect(Macro().Locator("pre.mermaid").Last).ToBeVisibleAsync();

        await Macro().Locator("pre.mermaid").Last.ScrollIntoViewIfNeededAsync();
        await Expect(Pictures.Last).ToHaveAttributeAsync("alt", "Diagram: pie");
        Assert.Single(requests, url => url.Contains(Library, StringComparison.Ordinal));
        await Macro().FitsAsync();
    }

    [Fact]
    public async Task Its_source_is_folded_below_it()
    {
        await ShowAsync(Flowchart);
        await Expect(Pictures).ToBeVisibleAsync();
        await Expect(Macro().Locator("pre.mermaid")).ToBeHiddenAsync();

        await Macro().Locator("summary").ClickAsync();
        await Expect(Macro().Locator("pre.mermaid")).ToContainTextAsync("A --> B");
        await Macro().FitsAsync();
    }

    [Fact]
    public async Task A_title_for_those_who_do_not_see_it_is_its_words()
    {
        await ShowAsync("```mermaid\nflowchart TD\n  accTitle: How \"orders\" go\n  accDescr: From left to right\n  A --> B\n```");

        await Expect(Pictures).ToHaveAttributeAsync("alt", "How \"orders\" go. From left to right");
    }

    [Fact]
    public async Task It_follows_the_theme_without_being_loaded_again()
    {
        var requests = Listen();
        await ShowAsync(Flowchart);
        await Expect(Pictures).ToBeVisibleAsync();
        var light = await Pictures.GetAttributeAsync("src");

        await Page.ClickAsync("#theme");
        await Expect(Pictures).Not.ToHaveAttributeAsync("src", light!);
        await Page.ClickAsync("#theme");
        await Expect(Pictures).ToHaveAttributeAsync("src", light!);
        Assert.Single(requests, url => url.Contains(Library, StringComparison.Ordinal));
    }

    [Fact]
    public async Task In_the_preview_a_diagram_that_did_not_change_stays()
    {
        await OpenAsync("/wiki/pages/100004/edit");
        await Page.Locator(".block").Nth(1).HoverAsync();
        await Page.ClickAsync(".edit-macro");
        await WriteAsync(Flowchart);
        await Expect(Dialog().Locator("#preview figure.diagram > img")).ToBeVisibleAsync();
        var document = await Dialog().DocumentAsync();
        await document.EvaluateAsync("""
            () => {
              window.without = 0;
              const look = () => {
                const image = document.querySelector('#preview figure.diagram > img');
                window.without += image?.complete ? 0 : 1;
                requestAnimationFrame(look);
              };
              look();
            }
            """);

        await Dialog().Locator("#source").PressAsync("Control+End");
        await Page.Keyboard.TypeAsync("\nMore.");
        await Expect(Dialog().Locator("#preview p")).ToHaveTextAsync("More.");
        await Expect(Dialog().Locator("#preview figure.diagram > img")).ToBeVisibleAsync();
        Assert.Equal(0, await document.EvaluateAsync<int>("window.without"));
    }

    [Fact]
    public async Task In_a_narrow_window_it_is_no_wider_than_the_page()
    {
        await Page.SetViewportSizeAsync(320, 900);
        await ShowAsync("```mermaid\nflowchart LR\n  A[A long name] --> B[Another long name] --> C[And a third long name]\n```");

        await Expect(Pictures).ToBeVisibleAsync();
        await Macro().FitsAsync();
    }

    [Fact]
    public async Task An_issues_note_has_them_too()
    {
        await Sandbox.PutAsync("acme/issues/ACME-1/properties/markdwell.note", new { version = 1, revision = 2, text = Flowchart });
        await OpenAsync("/browse/ACME-1");
        await Page.ClickAsync(".issue-context > summary");

        var note = new AppFrame(Page.Locator(".issue-context iframe"));
        await Expect(note.Locator("figure.diagram > img")).ToBeVisibleAsync();
        await note.FitsAsync();
    }

    private List<string> Listen()
    {
        var requests = new List<string>();
        Page.Request += (_, request) => requests.Add(request.Url);
        return requests;
    }

    private async Task ShowAsync(string markdown, string mode = "light")
    {
        await OpenAsync("/wiki/pages/" + await Sandbox.NewPageAsync("acme", markdown));
        if (mode == "dark")
        {
            await Page.ClickAsync("#theme");
        }

        await Expect(Macro().Article).ToBeVisibleAsync();
    }
}
