using System.Text;
using Markdwell.Services.Markdown;
using Markdwell.Services.Markdown.Formulas;
using Markdwell.Services.Markdown.Limits;

namespace Markdwell.Tests.Markdown.Formulas;

public sealed class FormulaTypesetterTests
{
    private static readonly MarkdownLimits Patient = new() { Time = TimeSpan.FromMinutes(5) };

    public static TheoryData<string, string> HostileFormulas() => new()
    {
        { @"\def\a{\a\a}\a", "Too many expansions" },
        { @"\def\a{\b\b}\def\b{\c\c}\def\c{\d\d}\def\d{\e\e}\def\e{\f\f}\def\f{\g\g}\def\g{xxxxxxxx}\a\a\a\a\a\a\a\a\a\a", "Too many expansions" },
        { Repeat("{", 2000) + "x" + Repeat("}", 2000), "nested too deeply" },
        { Repeat(@"\frac{", 400) + "x" + Repeat("}{y}", 400), "too much work" },
        { Repeat(@"\hat{", 500) + "x" + Repeat("}", 500), "too much work" },
        { Repeat(@"\left(", 300) + "x" + Repeat(@"\right)", 300), "nested too deeply" },
        { Repeat(@"\color{red}", 350) + "x", "nested too deeply" },
        { Repeat(@"\boxed{", 60) + "x" + Repeat("}", 60), "nested too deeply" },
        { @"\begin{matrix}" + Repeat("&", 2000) + Repeat(@"\\", 950) + @"\end{matrix}", "too much work" },
        { Repeat("x", 5000), "at most 4096 characters" },
    };

    [Theory]
    [MemberData(nameof(HostileFormulas))]
    public void A_hostile_formula_is_given_up_and_the_next_one_is_well(string tex, string reason)
    {
        Assert.Contains(reason, Typeset(tex).Error, StringComparison.Ordinal);
        Assert.Null(Typeset($"x_{{{tex.Length}}}").Error);
    }

    [Theory]
    [InlineData(@"\gdef\leaked{1}", @"\leaked")]
    [InlineData(@"\global\def\leaked{1}", @"\leaked")]
    [InlineData(@"\global\let\frac=\sqrt", @"\frac12\leaked")]
    [InlineData(@"\newcommand{\leaked}{1}", @"\leaked")]
    public void What_one_formula_defines_no_other_knows(string defining, string using_)
    {
        Assert.Null(Typeset(defining).Error);
        Assert.Equal($@"Undefined control sequence: \leaked (character {using_.IndexOf(@"\leaked", StringComparison.Ordinal) + 1}).", Typeset(using_).Error);
    }

    [Theory]
    [InlineData(@"\begin{constructor}x\end{constructor}")]
    [InlineData(@"\begin{__proto__}x\end{__proto__}")]
    [InlineData(@"\constructor")]
    [InlineData(@"\hasOwnProperty")]
    [InlineData(@"\color{__proto__}x")]
    [InlineData(@"\rule{1constructor}{1em}")]
    [InlineData(@"\href{https://e.com}{x}")]
    [InlineData(@"\htmlClass{a}{x}")]
    [InlineData(@"\includegraphics{https://e.com}")]
    public void What_belongs_to_the_script_or_leads_out_is_an_error(string tex) => Assert.NotNull(Typeset(tex).Error);

    [Fact]
    public void Half_a_character_is_no_fault() => Assert.Contains("\uFFFD", LinearFormula.Text(Typeset("\\text{a\uD835}").Tree!), StringComparison.Ordinal);

    [Fact]
    public void Formulas_beyond_the_limits_of_a_text_are_shown_as_they_are_written()
    {
        const string Text = "$p_1$ $p_2$ $p_3$";

        var few = Html(Text, Patient with { Formulas = 2 });
        var little = Html(Text, Patient with { AllFormulaSteps = 1 });

        Assert.Contains("<code>p_3</code> <span class=\"formula-error\">The formulas before this one", few, StringComparison.Ordinal);
        Assert.Equal((2, 1), (Count(few, "<math>"), Count(little, "<math>")));
        // Remembered by now, and counted all the same.
        Assert.Equal(little, Html(Text, Patient with { AllFormulaSteps = 1 }));
    }

    [Fact]
    public void Many_threads_get_what_one_gets()
    {
        string[] texts = [.. Enumerable.Range(0, 24).Select(number => $@"$\sqrt{{t_{{{number}}}}} + \frac{{{number}}}{{u}}$")];

        var together = texts.AsParallel().AsOrdered().WithDegreeOfParallelism(8).Select(text => Html(text, Patient)).ToList();

        Assert.Equal(texts.Select(text => Html(text, Patient with { FormulaSteps = 400_000 })), together);
    }

    private static TypesetFormula Typeset(string tex) => FormulaTypesetter.Typeset(tex, isBlock: true, new Budget(Patient, TimeProvider.System));

    private static string Html(string text, MarkdownLimits limits) => Encoding.UTF8.GetString(new MarkdownRenderer(limits).Render(text, "md-").Html.Span);

    private static int Count(string html, string part) => html.Split(part).Length - 1;

    private static string Repeat(string unit, int times) => string.Concat(Enumerable.Repeat(unit, times));
}
