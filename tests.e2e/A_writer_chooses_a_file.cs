using Markdwell.Tests.E2E.Hosting;

namespace Markdwell.Tests.E2E;

public sealed class A_writer_chooses_a_file(Stand stand) : WriterStory(stand)
{
    [Fact]
    public async Task An_attachment_is_seen_and_chosen_and_the_body_and_unknown_parameters_stay()
    {
        var page = await NewPageAsync(("later-version", "kept"));
        await Sandbox.AttachAsync("acme", page, "logo.png", "not really", "image/png");
        await Sandbox.AttachAsync("acme", page, "setup.md", "# Setup\n\nSteps\n\n## Linux\n\nFor Linux");
        await EditAsync(page);

        await ChooseAsync("attachment");
        await Expect(Dialog().Locator("#attachment optgroup").First.Locator("option")).ToHaveTextAsync("setup.md · version 1");
        await Dialog().Locator("#attachment").SelectOptionAsync("setup.md");
        await Expect(Preview.Locator("h1")).ToHaveTextAsync("Setup");
        await Expect(Dialog().Locator("#about")).ToContainTextAsync("everybody who can see this page sees this file", new() { IgnoreCase = true });
        await Expect(Dialog().Locator("#headings option")).ToHaveCountAsync(2);
        await Dialog().Locator("#section").FillAsync("Linux");
        await Expect(Preview.Locator("h1")).ToHaveCountAsync(0);
        await Expect(Preview).ToContainTextAsync("For Linux");
        await Accessibility.CheckAsync(Page);

        await DialogButton("submit").ClickAsync();
        await PublishAsync(page);
        Assert.Equal("attachment=setup.md later-version=kept section=Linux", await ParametersAsync(page));
        Assert.Equal("the body\n", await Sandbox.TextAsync("acme", page));
    }

    [Fact]
    public async Task Back_to_writing_the_file_is_let_go_and_the_text_is_there()
    {
        var page = await NewPageAsync(("attachment", "gone.md"), ("section", "Part"), ("later-version", "kept"));
        await EditAsync(page);
        await Expect(Dialog().Locator("#attachment")).ToHaveValueAsync("gone.md");

        await ChooseAsync("body");
        await HoldsAsync("the body\n");
        await Expect(Preview).ToHaveTextAsync("the body");
        await DialogButton("submit").ClickAsync();
        await PublishAsync(page);
        Assert.Equal("attachment= later-version=kept section=", await ParametersAsync(page));
    }

    [Fact]
    public async Task An_address_of_an_unknown_host_is_one_sentence()
    {
        await EditNewAsync("the body");
        await ChooseAsync("address");
        await Dialog().Locator("#address").FillAsync("https://git.example.com/acme/docs/blob/main/README.md");

        await Expect(Dialog().Locator("#about")).ToContainTextAsync("Your site has no connection to git.example.com");
        await Dialog().Locator("#address").FillAsync("readme");
        await Expect(Dialog().Locator("#about")).ToContainTextAsync("This is not an address.");
        await DialogButton("cancel").ClickAsync();
        await Expect(Question).ToBeVisibleAsync();
    }

    private Task ChooseAsync(string from) => Dialog().Locator($"label:has([value={from}])").ClickAsync();

    private Task<string> NewPageAsync(params (string Name, string Value)[] parameters) => Sandbox.NewPageOfAsync("acme",
        $"""<ac:structured-macro ac:name="markdwell-markdown" ac:macro-id="{Guid.NewGuid()}">"""
        + string.Concat(parameters.Select(parameter => $"""<ac:parameter ac:name="{parameter.Name}">{parameter.Value}</ac:parameter>"""))
        + "<ac:plain-text-body><![CDATA[the body\n]]></ac:plain-text-body></ac:structured-macro>");

    private async Task<string> ParametersAsync(string page)
    {
        var macro = (await Sandbox.GetAsync($"acme/pages/{page}")).GetProperty("macros").EnumerateArray().Single();
        return string.Join(' ', macro.GetProperty("parameters").EnumerateObject().Select(parameter => $"{parameter.Name}={parameter.Value.GetString()}"));
    }
}
