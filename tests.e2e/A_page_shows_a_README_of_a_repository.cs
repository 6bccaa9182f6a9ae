using System.Text.RegularExpressions;
using Markdwell.Tests.E2E.Hosting;

namespace Markdwell.Tests.E2E;

public sealed partial class A_page_shows_a_README_of_a_repository(Stand stand) : SourceStory(stand)
{
    private const int Pictures = 6;

    [Fact]
    public async Task With_its_pictures_its_links_and_where_it_comes_from()
    {
        Watch.Allow("the server responded with a status of 4", "the browser reports every picture that is refused");
        await ConnectAsync();
        await OpenWholeAsync(FromGit);

        await Expect(Macro().Locator("h1")).ToHaveTextAsync("Handbook of the billing team");
        await AreShownAsync(Macro().Locator("article img"), Pictures);
        foreach (var picture in await Macro().Locator("article img").AllAsync())
        {
            Assert.StartsWith("/pictures/", await picture.GetAttributeAsync("src"), StringComparison.Ordinal);
        }

        await Expect(Macro().Article.GetByRole(AriaRole.Link, new() { Name = "for all" }).First)
            .ToHaveAttributeAsync("href", Sandbox.Git + "/acme/handbook/blob/main/docs/%C3%9Cberblick%20f%C3%BCr%20alle.md");
        await Expect(Macro().Article.GetByRole(AriaRole.Link, new() { Name = "pictures", Exact = true }).First).ToHaveAttributeAsync("href", HeadingId);
        await Expect(Macro().Locator(".origin")).ToContainTextAsync("README.md");
        await Expect(Macro().Locator(".origin")).ToContainTextAsync(Commit);
        await Expect(Macro().Locator(".origin time")).ToHaveTextAsync(Age);
        await Accessibility.CheckAsync(Page);
        await Macro().FitsAsync();
    }

    [Fact]
    public async Task What_is_no_picture_or_a_dangerous_or_a_too_large_one_leaves_its_words()
    {
        Watch.Allow("the server responded with a status of 4", "the browser reports every picture that is refused");
        await ConnectAsync();
        await OpenWholeAsync(FromGit);

        var missing = Macro().Locator(".missing-picture");
        await Expect(missing).ToHaveTextAsync(["gone", "noise", "hostile", "text"]);
        await Expect(missing.Nth(0)).ToHaveAttributeAsync("title", "This picture was not found");
        await Expect(missing.Nth(1)).ToHaveAttributeAsync("title", "This picture is too large to be shown here");
        await Expect(missing.Nth(2)).ToHaveAttributeAsync("title", "This is no picture that can be shown here");
        await Expect(missing.Nth(3)).ToHaveAttributeAsync("title", "This is no picture that can be shown here");
    }

    [Fact]
    public async Task A_section_and_a_private_file_are_shown_to_who_may_read_the_page_and_say_so()
    {
        Watch.Allow("the server responded with a status of 4", "the browser reports every picture that is refused");
        await ConnectAsync();
        await OpenWholeAsync(FromGit);

        await Expect(Macro(1).Article).ToContainTextAsync("a cup of tea");
        await Expect(Macro(1).Article).Not.ToContainTextAsync("git clone");
        await AreShownAsync(Macro(1).Locator("article img"), 1);
        await Expect(Macro(2).Article).ToContainTextAsync("xylophone");
        await AreShownAsync(Macro(2).Locator("article img"), 1);
        await Expect(Macro(3).Notice).ToHaveTextAsync("This text cannot be shown: your site has no connection that allows git.example.com; a Confluence admin can add one.");
        var questions = (await Sandbox.GetAsync("git/log")).EnumerateArray().ToList();
        Assert.All(questions, question => Assert.Equal("acme-read", question.GetProperty("token").GetString()));
    }

    [Fact]
    public async Task A_push_is_seen_when_a_reader_asks_for_it()
    {
        Watch.Allow("the server responded with a status of 4", "the browser reports every picture that is refused");
        await ConnectAsync();
        await OpenWholeAsync(FromGit);
        await Expect(Macro().Locator("h1")).ToHaveTextAsync("Handbook of the billing team");
        await AreShownAsync(Macro().Locator("article img"), Pictures); // While they come, the button moves.
        var commit = await Sandbox.PushAsync("acme/handbook", "README.md", "# Rewritten\n\n![Logo](docs/img/logo.svg)\n");

        await Macro().Locator(".origin .refresh").ClickAsync();

        await Expect(Macro().Locator("h1")).ToHaveTextAsync("Rewritten");
        await Expect(Macro().Locator(".origin")).ToContainTextAsync("@ " + commit[..7]);
        await Expect(Macro().Locator(".origin .refresh")).ToBeFocusedAsync();
        await AreShownAsync(Macro().Locator("article img"), 1);
        await Macro().FitsAsync();
        await Page.ReloadAsync();
        await Expect(Macro().Locator("h1")).ToHaveTextAsync("Rewritten");
    }

    [GeneratedRegex("^#.*pictures$", RegexOptions.None, 1000)]
    private static partial Regex HeadingId { get; }

    [GeneratedRegex("@ [0-9a-f]{7}", RegexOptions.None, 1000)]
    private static partial Regex Commit { get; }

    [GeneratedRegex("ago|last|yesterday|this", RegexOptions.None, 1000)]
    private static partial Regex Age { get; }
}
