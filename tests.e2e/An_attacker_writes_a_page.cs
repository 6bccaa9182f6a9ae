using System.Text;
using System.Xml;
using Markdwell.Tests.E2E.Hosting;
using Markdwell.Tests.Markdown;

namespace Markdwell.Tests.E2E;

/// <summary>The texts of tests/Markdown/attacks, in a real browser with the real policy.</summary>
public sealed class An_attacker_writes_a_page(Stand stand) : Story(stand)
{
    private const int TextsOfOneMacro = 8;

    /// <summary>Ends whatever a text left open, so that none hides the next.</summary>
    private const string Apart = "\n\n</script></style></textarea></title></pre></xmp> --> ?> ]]>\n\n";

    /// <summary>The same words meet other parsers in other places.</summary>
    public static TheoryData<string> Places { get; } = ["{0}", "- {0}\n\n> {0}\n\n|a|b|\n|-|-|\n|{0}|x|\n", "<div>\n{0}\n</div>\n\n<table><tr><td {0}>"];

    [Fact]
    public async Task The_hostile_macro_of_the_sandbox_does_nothing()
    {
        await Tripwire.StretchAsync(Page);
        await OpenAsync("/wiki/pages/100005");

        await Expect(Macro(1).Article).ToContainTextAsync("this sentence");
        await Tripwire.IsUntouchedAsync(Macro(1));
        await Macro(1).FitsAsync();
    }

    [Theory]
    [MemberData(nameof(Places))]
    public async Task No_known_attack_does_anything(string place)
    {
        var macros = Attacks().Select(attack => place.Replace("{0}", attack, StringComparison.Ordinal))
            .Chunk(TextsOfOneMacro).Select(texts => string.Join(Apart, texts)).ToArray();
        Watch.Allow($"directive 'script-src {Stand.App} blob:'", "one of them is a diagram, and the policy of Mermaid's sandbox stops its handlers");
        await Tripwire.StretchAsync(Page);

        // Everything is near enough to be loaded.
        await Page.SetViewportSizeAsync(1280, 20000);
        await OpenAsync("/wiki/pages/" + await NewPageAsync(macros));
        for (var at = 0; at < macros.Length; at++)
        {
            await Tripwire.IsUntouchedAsync(Macro(at));
        }
    }

    private static IEnumerable<string> Attacks() =>
        Documents.Read("attacks", "attack").Select(passage => passage.Text)
            .Concat(Documents.Read("attacks", "attacks").SelectMany(passage => passage.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries)));

    private async Task<string> NewPageAsync(IEnumerable<string> texts) =>
        await Sandbox.NewPageOfAsync("acme", string.Concat(texts.Select(text =>
            "<ac:structured-macro ac:name=\"markdwell-markdown\" ac:schema-version=\"1\" ac:macro-id=\"" + Guid.NewGuid() + "\"><ac:plain-text-body><![CDATA["
            + Storable(text) + "]]></ac:plain-text-body></ac:structured-macro>")));

    /// <summary>Without the characters that XML, and so a page of Confluence, cannot hold.</summary>
    private static string Storable(string text) => string.Concat(text.EnumerateRunes().Where(IsXml)).Replace("]]>", "]]]]><![CDATA[>", StringComparison.Ordinal);

    private static bool IsXml(Rune rune) => !rune.IsBmp || XmlConvert.IsXmlChar((char)rune.Value);
}
