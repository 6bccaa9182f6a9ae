using Markdwell.Services.Markdown;
using Markdwell.Services.Markdown.Dialect;

namespace Markdwell.Tests.Markdown.Safety;

/// <summary>The documents in attacks/ hold what someone might write to harm those who read it.</summary>
public sealed class AttackTests
{
    // As shipped, and with everything on that a site may turn on.
    private static readonly MarkdownRenderer[] Renderers =
    [
        .. new[] { DialectExtensions.None, DialectOptionsTests.All }
            .Select(extensions => new MarkdownRenderer(new MarkdownLimits { Time = TimeSpan.FromMinutes(1) }, dialect: new() { Extensions = extensions })),
    ];

    internal static IEnumerable<Passage> All =>
        Documents.Read("attacks", "attack")
            .Concat(Documents.Read("attacks", "attacks").SelectMany(passage =>
                passage.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select((line, index) => new Passage($"{passage.Name}, {index + 1}", line))));

    /// <summary>Alone, in a list, in a quote, in a table cell, and as raw HTML between tags: the same words meet other parsers there.</summary>
    internal static string[] Places(string attack) =>
        [attack, $"- {attack}", $"> {attack}", $"|a|b|\n|-|-|\n|{attack}|x|\n", $"<div>\n{attack}\n</div>\n", $"<table><tr><td {attack}>"];

    public static TheoryData<string, string> Attacks()
    {
        var data = new TheoryData<string, string>();
        foreach (var attack in All)
        {
            data.Add(attack.Name, attack.Text);
        }
        return data;
    }

    [Fact]
    public void There_are_at_least_400() => Assert.True(All.Count() >= 400, $"{All.Count()}");

    [Theory]
    [MemberData(nameof(Attacks))]
    public void It_comes_to_nothing(string name, string attack)
    {
        foreach (var (place, renderer) in Places(attack).SelectMany(place => Renderers.Select(renderer => (place, renderer))))
        {
            var rendered = renderer.Render(place, Oracle.Prefix);
            Assert.Null(rendered.Refusal);
            var objection = Oracle.Objection(rendered.Html.ToArray());
            Assert.True(objection is null, $"{name}\n{place}\n{objection}");
        }
    }
}
