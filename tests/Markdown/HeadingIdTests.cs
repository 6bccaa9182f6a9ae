using System.Globalization;
using System.Text;
using System.Text.Json;
using AngleSharp.Html.Parser;
using Markdwell.Services.Markdown;
using Markdwell.Services.Markdown.Dialect.Headings;
using Markdwell.Tests.Hosting;

namespace Markdwell.Tests.Markdown;

/// <summary>Our ids against those of npm's github-slugger.</summary>
public sealed class HeadingIdTests
{
    private const string Sluggers = """
        const { readFileSync } = require('fs');
        import(process.cwd() + '/node_modules/github-slugger/index.js').then(({ default: Slugger, slug }) => {
          const texts = JSON.parse(readFileSync(0, 'utf8'));
          const slugger = new Slugger();
          console.log(JSON.stringify(process.argv[1] === 'each' ? texts.map(text => slug(text)) : texts.map(text => slugger.slug(text))));
        });
        """;

    /// <summary>The headings of its own documentation, and whatever was once done wrong somewhere.</summary>
    public static readonly string[] Hard =
    [
        "foo", "foo", "foo bar", "foo-1", "foo", "Привет non-latin 你好", "😄 emoji", "Alpha", "alpha 1", "Alpha", "Über-Größe", "İstanbul", "ΟΔΥΣΣΕΥΣ", "Σ", "ΑΣ. ΒΣ", "Σ'Α", "ΑΣ'",
        "two  spaces", "tab\there", "under_score", "a--b", "-", "--", "_", "!!!", "?", "1", "1.", "v1.2.3", "C++", "C#", "F# & .NET", "a/b\\c", "(parens) [brackets]", "100%",
        "naïve café", "n\u0303", "日本語の見出し", "العربية", "हिन्दी", "ไทย", "한국어", "Ⅷ Ⓐ ① ½ ²", "\u00A0hard\u00A0space", "zero\u200Bwidth", "soft\u00ADhyphen", "a\u2028b", "“quoted” ‘so’",
        "—dash–", "$5 & €6", "a_b-c d", "constructor", "__proto__", "toString", "hasOwnProperty", "foo", "FOO", "foo-1-1", "🇩🇪", "👩‍💻 work", "①②③", "𝒜lpha", "𐐀", "ǅ", "ŉ", "ẞ", "ﬀ",
    ];

    [Fact]
    public async Task Each_hard_heading_and_500_made_by_chance_have_its_ids()
    {
        string[] headings = [.. Hard, .. ByChance(500)];

        var expected = await SlugsAsync("all", headings);

        Assert.Equal(expected, Ids(headings));
    }

    [Fact]
    public async Task Every_character_counts_as_it_does_there()
    {
        // Between letters, so that none is trimmed. Later letters than it knows of count here, as they do on GitHub.
        List<Rune> runes = [.. Enumerable.Range(0, 0x110000).Where(Rune.IsValid).Select(code => new Rune(code))];
        var expected = await SlugsAsync("each", [.. runes.Select(rune => $"a{rune}a")]);

        // Two capitals of Unicode 16 have had their small ones for longer; which those are, only a newer ICU knows.
        var different = runes.Zip(expected).Where(pair => Slug.Of($"a{pair.First}a") != pair.Second && pair.First.Value is not (0xA7CB or 0xA7DC)).ToList();

        Assert.True(different.Count < 12_000, $"{different.Count}");
        Assert.All(different, pair => Assert.True(pair.First.Value > 0x86F && pair.Second == "aa" && Rune.GetUnicodeCategory(pair.First)
            is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter
            or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.DecimalDigitNumber, $"U+{pair.First.Value:X4}"));
    }

    /// <summary>The ids in a rendered text, with its Markdown kept from meaning anything.</summary>
    private static List<string> Ids(string[] headings)
    {
        var renderer = new MarkdownRenderer(new MarkdownLimits { Time = TimeSpan.FromMinutes(1) });
        var text = string.Concat(headings.Select(heading => $"# {string.Concat(heading.EnumerateRunes().Select(Escaped))}\n"));
        var page = new HtmlParser().ParseDocument(Encoding.UTF8.GetString(renderer.Render(text, "md-").Html.Span));
        return [.. page.QuerySelectorAll("h1").Select(heading => heading.GetAttribute("id")?["md-".Length..] ?? "")];
    }

    private static string Escaped(Rune rune) => rune.IsAscii && !Rune.IsLetterOrDigit(rune) && rune.Value != ' ' || Rune.IsWhiteSpace(rune)
        ? string.Create(CultureInfo.InvariantCulture, $"&#{rune.Value};")
        : rune.ToString();

    private static IEnumerable<string> ByChance(int count)
    {
        string[] pieces = [.. Hard.SelectMany(heading => heading.Split(' ', StringSplitOptions.RemoveEmptyEntries)), ".", "-", "_", "&", "Σ", "İ", "1", "é"];
        var random = new Random(7);
        for (var made = 0; made < count; made++)
        {
            yield return string.Join(random.Next(4) == 0 ? "" : " ", Enumerable.Range(0, random.Next(1, 6)).Select(_ => pieces[random.Next(pieces.Length)]));
        }
    }

    private static async Task<string[]> SlugsAsync(string how, string[] texts) =>
        JsonSerializer.Deserialize<string[]>(await Node.RunOnAsync(JsonSerializer.Serialize(texts), Sluggers, how))!;
}
