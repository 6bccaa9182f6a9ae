using System.Text;
using Markdwell.Services.Markdown;
using Markdwell.Services.Markdown.Dialect;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Markdwell.Tests.Markdown;

public sealed class DialectOptionsTests
{
    [Theory]
    [InlineData(DialectExtensions.DefinitionLists, "Term\n:   Meaning", "<p>Term\n:   Meaning</p>", "<dl>\n<dt>Term</dt>\n<dd>Meaning</dd>\n</dl>")]
    [InlineData(DialectExtensions.Abbreviations, "*[HTML]: Long\n\nHTML!", "<p>*[HTML]: Long</p>\n<p>HTML!</p>", "<p><abbr title=\"Long\">HTML</abbr>!</p>")]
    [InlineData(DialectExtensions.Marked, "==a==", "<p>==a==</p>", "<p><mark>a</mark></p>")]
    [InlineData(DialectExtensions.Inserted, "++a++", "<p>++a++</p>", "<p><ins>a</ins></p>")]
    [InlineData(DialectExtensions.Superscript, "x^2^", "<p>x^2^</p>", "<p>x<sup>2</sup></p>")]
    [InlineData(DialectExtensions.SmartPunctuation, "\"a\" -- b...", "<p>&quot;a&quot; -- b...</p>", "<p>&ldquo;a&rdquo; &ndash; b&hellip;</p>")]
    public void An_extension_works_where_it_is_on_and_is_text_elsewhere(DialectExtensions extension, string text, string off, string on)
    {
        Assert.Equal(off, Html(text, new()));
        Assert.Equal(off, Html(text, new() { Extensions = All & ~extension }));
        Assert.Equal(on, Html(text, new() { Extensions = extension }));
        Assert.Equal(on, Html(text, new() { Extensions = All }));
    }

    [Fact]
    public void An_extension_takes_nothing_from_GitHub()
    {
        const string Text = "~~a~~ ~b~ x[^1] **c** https://example.com/a--b 'd'\n\n- [ ] e\n\n| f |\n|:-:|\n| `g` |\n\n[^1]: h\n";

        Assert.Equal(Html(Text, new()), Html(Text, new() { Extensions = All & ~DialectExtensions.SmartPunctuation }));
    }

    [Fact]
    public void What_GitHub_adds_can_be_left_out()
    {
        Assert.Equal("<hr>\n<h2 id=\"md-a\">a</h2>", Html("---\na\n---", new() { FrontMatter = false }));
        Assert.Equal("<p>www.example.com me@example.com</p>", Html("www.example.com me@example.com", new() { BareAddresses = false }));
        Assert.Equal("<p>a </p>", Html("a <script>b</script>", new() { TagFilter = false }));
    }

    [Fact]
    public void Other_options_have_another_fingerprint()
    {
        DialectOptions[] options =
        [
            new(), new() { Html = false }, new() { FrontMatter = false }, new() { BareAddresses = false }, new() { TagFilter = false },
            .. Enum.GetValues<DialectExtensions>().Where(extension => extension != DialectExtensions.None).Select(extension => new DialectOptions { Extensions = extension }),
        ];

        Assert.Distinct(options.Select(option => new MarkdownRenderer(new MarkdownLimits(), dialect: option).Fingerprint));
    }

    [Fact]
    public void An_operator_names_what_is_on()
    {
        var dialect = Configured(("Markdown:Extensions:0", "DefinitionLists"), ("Markdown:Extensions:1", "marked"), ("Markdown:BareAddresses", "false"));

        Assert.Equal(new DialectOptions { BareAddresses = false, Extensions = DialectExtensions.DefinitionLists | DialectExtensions.Marked }, dialect);
        Assert.Equal(new DialectOptions(), Configured());
    }

    [Theory]
    [InlineData("Subscript")]
    [InlineData("None")]
    [InlineData("63")]
    [InlineData("")]
    public void An_extension_that_is_none_stops_the_start_and_is_named(string name)
    {
        var fault = Assert.Throws<OptionsValidationException>(() => Configured(("Markdown:Extensions:0", "Marked"), ("Markdown:Extensions:1", name)));

        Assert.Equal(
            $"Markdown__Extensions__1 is '{name}'. Set it to one of DefinitionLists, Abbreviations, Marked, Inserted, Superscript, SmartPunctuation.",
            Assert.Single(fault.Failures));
    }

    internal static DialectExtensions All => Enum.GetValues<DialectExtensions>().Aggregate((all, one) => all | one);

    private static DialectOptions Configured(params (string Key, string Value)[] settings)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(set => set.Key, set => (string?)set.Value)).Build());
        services.AddMarkdown();
        using var provider = services.BuildServiceProvider();
        return provider.GetRequiredService<DialectOptions>();
    }

    private static string Html(string text, DialectOptions dialect) =>
        Encoding.UTF8.GetString(new MarkdownRenderer(new MarkdownLimits(), dialect: dialect).Render(text, "md-").Html.Span).TrimEnd('\n');
}
