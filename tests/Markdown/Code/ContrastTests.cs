using System.Globalization;
using System.Text.RegularExpressions;
using Markdwell.Services.Markdown.Code;
using Markdwell.Tests.Hosting;

namespace Markdwell.Tests.Markdown.Code;

/// <summary>Code is read for hours: every colour of it is measured on every surface a frame can lie on, in Atlassian's themes and without them.</summary>
public sealed partial class ContrastTests
{
    private const double Readable = 4.5;

    private static readonly string[] Surfaces = ["--ds-surface", "--ds-surface-sunken", "--ds-surface-raised", "--ds-surface-overlay"];
    private static readonly string Css = Repository.Read("wwwroot", "css", "code.css");

    public static TheoryData<string, string> KindsAndThemes() =>
        [.. from kind in Enum.GetNames<CodeKind>() from theme in (string[])["light", "dark"] select (kind.ToLowerInvariant(), theme)];

    [Theory, MemberData(nameof(KindsAndThemes))]
    public void It_can_be_read_in_Atlassians_theme(string kind, string theme)
    {
        var token = Colour(kind, theme).Groups["token"].Value;
        var values = Values(Repository.Read("node_modules", "atlassian-connect-js", "dist", "themes", $"atlaskit-tokens_{theme}.css"));

        Assert.All(Surfaces, surface => Assert.True(Contrast(values[token], values[surface]) >= Readable, $"{token} on {surface}: {Contrast(values[token], values[surface]):0.00}"));
    }

    [Theory, MemberData(nameof(KindsAndThemes))]
    public void It_can_be_read_where_no_theme_came(string kind, string theme)
    {
        var colour = Colour(kind, theme).Groups["value"].Value;
        var frame = Theme(Repository.Read("wwwroot", "css", "frame.css"), theme);

        Assert.All(["surface", "sunken"], surface =>
        {
            var background = Regex.Match(frame, $@"--{surface}: var\(--ds-[a-z-]+, (?<value>#[0-9a-f]{{6}})\)", RegexOptions.None, TimeSpan.FromSeconds(1)).Groups["value"].Value;
            Assert.True(Contrast(colour, background) >= Readable, $"{colour} on {background}: {Contrast(colour, background):0.00}");
        });
    }

    [Theory, MemberData(nameof(KindsAndThemes))]
    public void It_has_a_rule(string kind, string theme)
    {
        Assert.True(Colour(kind, theme).Success);
        Assert.Contains($".code-{kind} {{\n    color: var(--code-{kind});", Css, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("#000000", "#ffffff", 21)]
    [InlineData("#777777", "#ffffff", 4.48)]
    [InlineData("#ffffff", "#ffffff", 1)]
    public void It_is_measured_as_WCAG_says(string one, string other, double contrast) => Assert.Equal(contrast, Contrast(one, other), 2);

    private static Match Colour(string kind, string theme) =>
        Regex.Match(Theme(Css, theme), $@"--code-{kind}: var\((?<token>--ds-[a-z-]+), (?<value>#[0-9a-f]{{6}})\);", RegexOptions.None, TimeSpan.FromSeconds(1));

    /// <summary>The tokens of one theme in a style sheet of ours.</summary>
    private static string Theme(string css, string theme)
    {
        var dark = css.IndexOf(":root[data-color-mode=\"dark\"]", StringComparison.Ordinal);
        return theme == "dark" ? css[dark..] : css[..dark];
    }

    private static Dictionary<string, string> Values(string css) =>
        Declaration.Matches(css).DistinctBy(match => match.Groups["name"].Value).ToDictionary(match => match.Groups["name"].Value, match => match.Groups["value"].Value, StringComparer.Ordinal);

    /// <summary>www.w3.org/TR/WCAG22, "contrast ratio" and "relative luminance".</summary>
    private static double Contrast(string one, string other)
    {
        var (light, dark) = (Math.Max(Luminance(one), Luminance(other)), Math.Min(Luminance(one), Luminance(other)));
        return (light + 0.05) / (dark + 0.05);
    }

    private static double Luminance(string colour) => (0.2126 * Part(colour, 1)) + (0.7152 * Part(colour, 3)) + (0.0722 * Part(colour, 5));

    private static double Part(string colour, int at)
    {
        var part = int.Parse(colour.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
        return part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4);
    }

    [GeneratedRegex("(?<name>--ds-[a-z-]+): (?<value>#[0-9A-Fa-f]{6});", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Declaration { get; }
}
