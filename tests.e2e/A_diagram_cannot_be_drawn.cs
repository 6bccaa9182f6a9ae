using System.Globalization;
using Markdwell.Tests.E2E.Hosting;

namespace Markdwell.Tests.E2E;

public sealed class A_diagram_cannot_be_drawn(Stand stand) : Story(stand)
{
    private ILocator Notices => Macro().Locator(".diagram-notice");

    [Theory]
    [InlineData("flowchart TD\n  A --> B\n  B --> [[\n  C --> D", "(line 3): \"[[\" is not expected here.", "  B --> [[")]
    [InlineData("---\ntitle: x\n---\n%%{init: {\n}}%%\n%% x\nsequenceDiagram\n  %% y\n  A->>B: hi\n  A-->>>>B hi", "(line 10): \">\" is not expected here.", "  A-->>>>B hi")]
    [InlineData("pie\n \"a\" : x", "(line 2): unexpected character: ->x<-", " \"a\" : x")]
    public async Task A_mistake_is_named_with_its_line(string source, string message, string line)
    {
        await ShowAsync($"```mermaid\n{source}\n```");

        await Expect(Notices).ToHaveTextAsync("This diagram cannot be drawn " + message);
        await Expect(Macro().Locator("pre.mermaid mark")).ToHaveTextAsync(line);
        await Expect(Macro().Locator("pre.mermaid")).ToContainTextAsync(source.Split('\n')[0]);
        await Macro().FitsAsync();
    }

    [Fact]
    public async Task One_that_is_too_long_or_too_much_work_shows_its_source_and_the_next_is_drawn()
    {
        var heavy = string.Concat(Enumerable.Range(0, 2500).Select(at => string.Create(CultureInfo.InvariantCulture, $"n{at}[some words]; ")));
        await ShowAsync($"```mermaid\nflowchart TD\n%% {new string('x', 51 * 1024)}\n```\n\n```mermaid\nflowchart TD\n  {heavy}\n```\n\n```mermaid\npie\n  \"a\": 1\n```\n");

        await Expect(Notices.First).ToHaveTextAsync("This diagram has more than 50 KB; its source is shown.");
        await Expect(Notices.Last).ToHaveTextAsync("This diagram takes too long to draw; its source is shown.");
        await Expect(Macro().Locator("figure.diagram > img")).ToHaveAttributeAsync("alt", "Diagram: pie", new() { Timeout = 60_000 });
    }

    private async Task ShowAsync(string markdown) => await OpenAsync("/wiki/pages/" + await Sandbox.NewPageAsync("acme", markdown));
}
