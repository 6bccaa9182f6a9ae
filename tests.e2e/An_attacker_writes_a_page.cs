using System.Text;
using System.Xml;
using Markdwell.Tests.E2E.Hosting;
using Markdwell.Tests.Markdown.Safety;

namespace Markdwell.Tests.E2E;

/// <summary>The texts of tests/Markdown/attacks and of public collections, in a real browser with the real policy.</summary>
public sealed class An_attacker_writes_a_page(Stand stand) : Story(stand)
{
    private const int AttacksOfOneMacro = 16;

    private const int TextsOfOneMacro = 80;

    /// <summary>A paragraph by itself after each text: where one is missing, a text hid what follows it.</summary>
    private const string Mark = "So far.";

    private const string Marks = "mark => [...document.querySelectorAll('article.markdown p')].filter(element => element.textContent === mark && !element.closest('pre')).length";

    /// <summary>The same words meet other parsers in other places.</summary>
    public static TheoryData<string> Places { get; } = ["{0}", "- {0}\n\n> {0}\n\n|a|b|\n|-|-|\n|{0}|x|\n", "<div>\n{0}\n</div>\n\n<table><tr><td {0}>"];

    public static TheoryData<string> Collections { get; } = [.. Corpora.All.Select(corpus => corpus.Name)];

    [Fact]
    public async Task The_hostile_macro_of_the_sandbox_does_nothing()
    {
        ExpectMissingPictures();
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
        var texts = Attacks.All.Select(attack => place.Replace("{0}", attack.Text, StringComparison.Ordinal)).ToLookup(HasFence);
        Watch.Allow($"directive 'script-src {Stand.App} blob:'", "one of them is a diagram, and the policy of Mermaid's sandbox stops its handlers");

        await AreHarmlessAsync([.. texts[false].Chunk(AttacksOfOneMacro), .. texts[true].Select(text => (string[])[text])]);
    }

    [Theory]
    [MemberData(nameof(Collections))]
    public async Task Nothing_that_others_collected_does_anything(string name)
    {
        var corpus = Corpora.All.Single(corpus => corpus.Name == name);
        Assert.SkipUnless(corpus.IsHere, $"Only Debian has {name}; script/check fetches it where apt-get is.");

        // A quote ends whatever was open in it as Markdown.
        await AreHarmlessAsync([.. corpus.Read().Select(text => $"> {text.ReplaceLineEndings("\n> ")}").Chunk(TextsOfOneMacro)]);
    }

    /// <summary>One that is left open hides all that follows, so each such text has a macro of its own.</summary>
    private static bool HasFence(string text) => text.Contains("```", StringComparison.Ordinal) || text.Contains("~~~", StringComparison.Ordinal);

    /// <summary>Attackers' pictures are seldom there.</summary>
    private void ExpectMissingPictures() => Watch.Allow($"404 (Not Found) ({Stand.App}/pictures/", "a relative address is an attachment, and the browser reports each that is missing");

    private async Task AreHarmlessAsync(string[][] macros)
    {
        ExpectMissingPictures();
        await Tripwire.StretchAsync(Page);

        // Everything is near enough to be loaded.
        await Page.SetViewportSizeAsync(1280, 20000);
        await OpenAsync("/wiki/pages/" + await NewPageAsync(macros.Select(texts => string.Concat(texts.Select(text => $"{text}{Attacks.Apart}{Mark}\n\n")))));
        for (var at = 0; at < macros.Length; at++)
        {
            await Tripwire.IsUntouchedAsync(Macro(at));
            var seen = await (await Macro(at).DocumentAsync()).EvaluateAsync<int>(Marks, Mark);
            Assert.True(seen == macros[at].Length || macros[at].Length == 1, $"Only {seen} are shown of\n{string.Join('\n', macros[at])}");
        }
    }

    private async Task<string> NewPageAsync(IEnumerable<string> texts) =>
        await Sandbox.NewPageOfAsync("acme", string.Concat(texts.Select(text =>
            "<ac:structured-macro ac:name=\"markdwell-markdown\" ac:schema-version=\"1\" ac:macro-id=\"" + Guid.NewGuid() + "\"><ac:plain-text-body><![CDATA["
            + Storable(text) + "]]></ac:plain-text-body></ac:structured-macro>")));

    /// <summary>Without the characters that XML, and so a page of Confluence, cannot hold.</summary>
    private static string Storable(string text) => string.Concat(text.EnumerateRunes().Where(IsXml)).Replace("]]>", "]]]]><![CDATA[>", StringComparison.Ordinal);

    private static bool IsXml(Rune rune) => !rune.IsBmp || XmlConvert.IsXmlChar((char)rune.Value);
}
