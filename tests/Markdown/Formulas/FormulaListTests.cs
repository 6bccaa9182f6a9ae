using System.Text;
using System.Xml.Linq;
using Markdwell.Services.Markdown;
using Markdwell.Services.Markdown.Formulas;
using Markdwell.Services.Markdown.Limits;
using Markdwell.Tests.Markdown.Safety;

namespace Markdwell.Tests.Markdown.Formulas;

/// <summary>The lists in specs/formulas.md: what a reader may expect to write.</summary>
public sealed class FormulaListTests
{
    private static readonly Budget Budget = new(new MarkdownLimits { Formulas = int.MaxValue, AllFormulaSteps = int.MaxValue, Time = TimeSpan.FromMinutes(5) }, TimeProvider.System);

    public static TheoryData<string> Formulas() =>
        [.. Documents.Read("specs", "formulas").SelectMany(passage => passage.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries))];

    [Fact]
    public void There_are_more_than_200() => Assert.True(Formulas().Count > 200, $"{Formulas().Count}");

    [Theory]
    [MemberData(nameof(Formulas))]
    public void It_becomes_mathml_and_words(string tex)
    {
        var formula = FormulaTypesetter.Typeset(tex, isBlock: true, Budget);

        Assert.Null(formula.Error);
        var mathml = MathmlWriter.Write(formula.Tree!);
        Assert.Null(Oracle.Objection([.. "<div class=\"formula\">"u8, .. mathml, .. "</div>"u8]));
        Assert.Equal("math", XElement.Parse(Encoding.UTF8.GetString(mathml)).Name.LocalName);
        AssertNothingIsLost(formula.Tree!);
    }

    private static void AssertNothingIsLost(MathElement formula)
    {
        var text = LinearFormula.Text(formula);
        var words = XElement.Parse($"<p>{LinearFormula.Xhtml(formula)}</p>").Value;
        foreach (var element in Seen(formula).Where(element => element.Name is "mi" or "mn"))
        {
            var name = element.Text.Replace('\u2009', ' ');
            foreach (var whole in (string[])[text, words])
            {
                Assert.True(
                    whole.Contains(name, StringComparison.Ordinal) || whole.Contains(MathLetters.In(element["mathvariant"], element.Text), StringComparison.Ordinal),
                    $"{element.Text} is not in {whole}");
            }
        }
    }

    private static IEnumerable<MathElement> Seen(MathElement element) => element.Name == "mphantom" ? [] : element.Children.SelectMany(Seen).Prepend(element);
}
