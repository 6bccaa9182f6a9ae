using Markdwell.Services.Markdown;
using Markdwell.Services.Markdown.Dialect;

namespace Markdwell.Tests.Markdown.Safety;

/// <summary>What someone might write to harm those who read it harms nobody.</summary>
public sealed class AttackTests
{
    // As shipped, and with everything on that a site may turn on.
    internal static readonly MarkdownRenderer[] Renderers =
    [
        .. new[] { DialectExtensions.None, DialectOptionsTests.All }
            .Select(extensions => new MarkdownRenderer(new MarkdownLimits { Time = TimeSpan.FromMinutes(1) }, dialect: new() { Extensions = extensions })),
    ];

    /// <summary>Alone, in a list, in a quote, in a table cell, and as raw HTML between tags: the same words meet other parsers there.</summary>
    internal static string[] Places(string attack) =>
        [attack, $"- {attack}", $"> {attack}", $"|a|b|\n|-|-|\n|{attack}|x|\n", $"<div>\n{attack}\n</div>\n", $"<table><tr><td {attack}>"];

    public static TheoryData<string, string> Texts()
    {
        var data = new TheoryData<string, string>();
        foreach (var attack in Attacks.All)
        {
            data.Add(attack.Name, attack.Text);
        }
        return data;
    }

    [Fact]
    public void There_are_at_least_400() => Assert.True(Attacks.All.Count() >= 400, $"{Attacks.All.Count()}");

    [Theory]
    [MemberData(nameof(Texts))]
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
