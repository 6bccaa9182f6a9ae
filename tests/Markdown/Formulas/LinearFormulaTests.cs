using Markdwell.Services.Markdown;
using Markdwell.Services.Markdown.Formulas;
using Markdwell.Services.Markdown.Limits;

namespace Markdwell.Tests.Markdown.Formulas;

public sealed class LinearFormulaTests
{
    [Theory]
    [InlineData(@"\frac{a+b}{2c}", "(a+b)/(2c)")]
    [InlineData(@"\sum_{i=1}^n i", "∑_(i=1)^n i")]
    [InlineData(@"\lim_{x\to 0}\frac{\sin x}{x}", "lim_(x→0) (sin x)/x")]
    [InlineData(@"\sqrt{x+1} + \sqrt[3]{y}", "√(x+1)+√[3](y)")]
    [InlineData(@"x^{10} + x_{ij}^{2k}", "x^10+x_(ij)^(2k)")]
    [InlineData(@"f'(x)", "f′(x)")]
    [InlineData(@"\begin{bmatrix}1&0\\0&1\end{bmatrix}", "[1, 0; 0, 1]")]
    [InlineData(@"\begin{cases}a & b > 0\\ c\end{cases}", "{a, b>0; c")]
    [InlineData(@"\begin{align*}u&=v & w&=z\\m&=n\end{align*}", "u=v w=z; m=n")]
    [InlineData(@"\binom{n}{k}", "(n choose k)")]
    [InlineData(@"\hat{x} + \underline{CD} + \overbrace{a+b}^{n}", "x̂+underline(CD)+(a+b)^n")]
    [InlineData(@"n \log n \bmod 5", "n log n mod 5")]
    [InlineData(@"x \in \mathbb{R}, \mathfrak{g}\ \phantom{no}", "x∈ℝ,g ")]
    [InlineData(@"x = 1 \tag{7}", "x=1 (7)")]
    public void It_reads_as_people_write_in_mails(string tex, string text) => Assert.Equal(text, LinearFormula.Text(Tree(tex)));

    [Theory]
    [InlineData(@"x^2 < \mathbf{v}_i", "<em>x</em><sup>2</sup>&lt;<strong>v</strong><sub><em>i</em></sub>")]
    [InlineData(@"\begin{aligned}a&=b\\&=c\end{aligned}", "<em>a</em>=<em>b</em><br />=<em>c</em>")]
    [InlineData(@"\hat{x}\text{ \& <b>}", "<em>x̂</em> &amp; &lt;b&gt;")]
    public void It_reads_as_words_with_marks(string tex, string xhtml) => Assert.Equal(xhtml, LinearFormula.Xhtml(Tree(tex)));

    private static MathElement Tree(string tex) =>
        FormulaTypesetter.Typeset(tex, isBlock: true, new Budget(new MarkdownLimits { Time = TimeSpan.FromMinutes(5) }, TimeProvider.System)).Tree!;
}
