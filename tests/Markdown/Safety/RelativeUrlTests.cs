using System.Text;
using Markdwell.Services.Markdown;
using Markdwell.Tests.Markdown.Export;

namespace Markdwell.Tests.Markdown.Safety;

/// <summary>What the renderer asks its caller, and what it makes of the answers.</summary>
public sealed class RelativeUrlTests
{
    private static readonly MarkdownRenderer Renderer = new(new MarkdownLimits { Time = TimeSpan.FromMinutes(1) });

    [Theory]
    [InlineData("[x](a.md)", "a.md")]
    [InlineData("[x](a.md?b=1&c=2)", "a.md?b=1&c=2")]
    [InlineData("<a href='a&amp;b.md'>x</a>", "a&b.md")]
    [InlineData("<a href=' a.md '>x</a>", "a.md")]
    [InlineData("<img src=a.png>", "a.png")]
    [InlineData("![x](https://e.com/a.png)", "https://e.com/a.png")]
    [InlineData("![x](http://e.com/a.png)", "http://e.com/a.png")]
    public void It_asks_for_what_a_browser_would_read(string text, string url) => Assert.Equal([url], Asked(text));

    [Theory]
    [InlineData("[x](https://e.com)")]
    [InlineData("[x](#a)")]
    [InlineData("[x](mailto:a@e.com)")]
    [InlineData("[x](javascript:alert(1))")]
    [InlineData("[x](<javascript&colon;alert(1)>)")]
    [InlineData("<a href='java&#115;cript:alert(1)'>x</a>")]
    [InlineData("<a href='&#106avascript:alert(1)'>x</a>")]
    [InlineData("<a href='java&Tab;script:alert(1)'>x</a>")]
    [InlineData("<a href='java\nscript:alert(1)'>x</a>")]
    [InlineData("<a href='\u0001javascript:alert(1)'>x</a>")]
    [InlineData("<a href='data:text/html,x'>x</a>")]
    [InlineData("<a href='vbscript:x'>x</a>")]
    [InlineData("<a href='file:///etc/passwd'>x</a>")]
    [InlineData("<a href='//e.com/a'>x</a>")]
    [InlineData("<a href=' //e.com/a'>x</a>")]
    [InlineData("<a href='&#x2f;/e.com/a'>x</a>")]
    [InlineData("<a href='&sol;&sol;e.com/a'>x</a>")]
    [InlineData("<a href='/\\e.com/a'>x</a>")]
    [InlineData("<a href='\\\\e.com/a'>x</a>")]
    [InlineData("<a href='/&bsol;e.com/a'>x</a>")]
    [InlineData("<a href='/&#9;/e.com/a'>x</a>")]
    [InlineData("<a href='a\u007f.md'>x</a>")]
    [InlineData("<a href='https:a.md'>x</a>")]
    [InlineData("<a href='https:/a.md'>x</a>")]
    [InlineData("<a href=''>x</a>")]
    [InlineData("<img src='//e.com/a.png'>")]
    [InlineData("<img src='data:image/png;base64,AAAA'>")]
    [InlineData("<img src='blob:https://e.com/1'>")]
    [InlineData("<img src='#a'>")]
    public void It_does_not_ask_for_what_may_not_leave(string text) => Assert.Empty(Asked(text));

    [Fact]
    public void It_does_not_ask_for_an_address_that_is_too_long() => Assert.Empty(Asked($"[x]({new string('a', 3000)})"));

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("//e.com/a")]
    [InlineData("/\\e.com/a")]
    [InlineData("a.md")]
    [InlineData("")]
    [InlineData("https://e.com/a b")]
    [InlineData("https://e.com/\u00e9")]
    [InlineData("https://e.com/\n")]
    public void An_answer_that_is_none_is_left_out(string answer)
    {
        Assert.Equal("<p>x y</p>\n", Html("[x](a) ![y](b)", (_, _) => answer).Replace("<a>x</a>", "x", StringComparison.Ordinal));
        Assert.DoesNotContain("href", Renderer.RenderStorage("[x](a) ![y](b)", (_, _) => answer).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_path_of_our_own_may_be_a_picture_and_no_link()
    {
        Assert.Contains("<img src=\"/pictures/1?a=1&amp;copy;=2\"", Html("![x](a.png)", (_, _) => "/pictures/1?a=1&copy;=2"), StringComparison.Ordinal);
        Assert.DoesNotContain("href", Html("[x](a.md)", (_, _) => "/pictures/1"), StringComparison.Ordinal);
    }

    [Fact]
    public void An_authors_own_path_of_ours_is_asked_for_like_any_other()
    {
        Assert.Equal("<p>x</p>\n", Html("![x](/pictures/1)", (_, _) => null));
        Assert.Equal("<p>x</p>\n", Html("![x](/pictures/1)", urls: null));
    }

    [Fact]
    public void An_answer_cannot_break_out_of_its_attribute() =>
        Assert.Null(Oracle.Objection(Encoding.UTF8.GetBytes(Html("[x](a) ![y](b)", (_, _) => "https://e.com/\"><script>alert(1)</script>"))));

    [Fact]
    public void Links_open_beside_the_frame_and_absolute_pictures_stay_without_an_answer()
    {
        Assert.Contains("href=\"https://e.com/a\" target=\"_blank\" rel=\"noopener noreferrer nofollow\"", Html("[x](a)", (_, _) => "https://e.com/a"), StringComparison.Ordinal);
        Assert.Contains("src=\"https://e.com/a.png\"", Html("![x](https://e.com/a.png)", (_, _) => null), StringComparison.Ordinal);
    }

    [Fact]
    public void An_export_has_the_answers_too()
    {
        var storage = Renderer.RenderStorage("[x](a) ![y](b)", (url, _) => $"https://e.com/{url}?c=1&copy;=2").Text;

        Assert.Null(StorageOracle.Objection(storage));
        Assert.Equal("<p><a href=\"https://e.com/a?c=1&amp;copy;=2\">x</a> <ac:image ac:alt=\"y\"><ri:url ri:value=\"https://e.com/b?c=1&amp;copy;=2\" /></ac:image></p>", storage.Trim());
    }

    /// <summary>All the attacks there are, with a caller who has an answer for everything.</summary>
    [Fact]
    public void No_attack_gains_by_it()
    {
        foreach (var attack in Attacks.All)
        {
            var html = Html(attack.Text, (url, _) => "https://e.com/" + Uri.EscapeDataString(url));
            Assert.True(Oracle.Objection(Encoding.UTF8.GetBytes(html)) is not { } objection, $"{attack.Name}: {html}");
        }
    }

    private static List<string> Asked(string text)
    {
        var asked = new List<string>();
        Html(text, (url, _) =>
        {
            asked.Add(url);
            return null;
        });
        return asked;
    }

    private static string Html(string text, RelativeUrl? urls) => Encoding.UTF8.GetString(Renderer.Render(text, Oracle.Prefix, urls).Html.Span);
}
