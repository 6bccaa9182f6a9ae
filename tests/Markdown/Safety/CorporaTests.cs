using System.Text;
using Markdwell.Tests.Markdown.Export;

namespace Markdwell.Tests.Markdown.Safety;

/// <summary>What others found against others is harmless here as well, wherever in a text it stands.</summary>
public sealed class CorporaTests
{
    public static TheoryData<string> Names() => [.. Corpora.All.Select(corpus => corpus.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Nothing_in_it_is_live(string name)
    {
        var corpus = Corpora.All.Single(corpus => corpus.Name == name);
        Assert.SkipUnless(corpus.IsHere, $"Only Debian has {name}; script/check fetches it where apt-get is.");

        var texts = corpus.Read();

        TestContext.Current.TestOutputHelper?.WriteLine($"{texts.Length} texts");
        Assert.True(texts.Length >= corpus.AtLeast, $"{texts.Length}");
        Assert.All(texts.SelectMany(AttackTests.Places), place =>
        {
            foreach (var renderer in AttackTests.Renderers)
            {
                var rendered = renderer.Render(place, Oracle.Prefix);
                Assert.Null(rendered.Refusal);
                var objection = Oracle.Objection(rendered.Html.ToArray());
                Assert.True(objection is null, $"{place}\n{Encoding.UTF8.GetString(rendered.Html.Span)}\n{objection}");
                Assert.Null(StorageOracle.Objection(renderer.RenderStorage(place).Text));
            }
        });
    }
}
