namespace Markdwell.Tests.Markdown.Export;

/// <summary>A judge who never objects proves nothing.</summary>
public sealed class StorageOracleTests
{
    [Theory]
    [InlineData("<p>fine <a href=\"https://e.com\">x</a></p><table><tbody><tr><td style=\"text-align: right;\">1</td></tr></tbody></table>", true)]
    [InlineData("<ac:image ac:alt=\"x\"><ri:url ri:value=\"https://e.com/x.png\" /></ac:image>", true)]
    [InlineData("<p>not closed", false)]
    [InlineData("<br>", false)]
    [InlineData("&nbsp;", false)]
    [InlineData("a & b", false)]
    [InlineData("\f", false)]
    [InlineData("&#0;", false)]
    [InlineData("<p class=x>x</p>", false)]
    [InlineData("<!DOCTYPE p><p>x</p>", false)]
    [InlineData("<script>x</script>", false)]
    [InlineData("<p onclick=\"x\">x</p>", false)]
    [InlineData("<a href=\"javascript:x\">x</a>", false)]
    [InlineData("<a href=\"#x\">x</a>", false)]
    [InlineData("<a>x</a>", false)]
    [InlineData("<p style=\"color: red;\">x</p>", false)]
    [InlineData("<img src=\"https://e.com/x.png\" />", false)]
    [InlineData("<ac:image><ri:url ri:value=\"http://e.com/x.png\" /></ac:image>", false)]
    [InlineData("<ac:image />", false)]
    [InlineData("<ac:structured-macro ac:name=\"html\" />", false)]
    [InlineData("<table><tr><td>x</td></tr></table>", false)]
    [InlineData("<details>x</details>", false)]
    public void It_objects_to_what_confluence_would_refuse_or_drop(string storage, bool fine) => Assert.Equal(fine, StorageOracle.Objection(storage) is null);
}
