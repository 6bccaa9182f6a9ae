using System.Text;

namespace Markdwell.Tests.Markdown.Safety;

/// <summary>A judge who never objects proves nothing.</summary>
public sealed class OracleTests
{
    [Theory]
    [InlineData("<p>fine <a href=\"https://e.com\" target=\"_blank\" rel=\"noopener noreferrer nofollow\">x</a></p>", true)]
    [InlineData("<p onclick=\"x\">x</p>", false)]
    [InlineData("<script>x</script>", false)]
    [InlineData("<svg></svg>", false)]
    [InlineData("<a href=\"javascript:x\">x</a>", false)]
    [InlineData("<a href=\"&#106;avascript:x\">x</a>", false)]
    [InlineData("<a href=\"https://e.com\">x</a>", false)]
    [InlineData("<a href=\"/x\">x</a>", false)]
    [InlineData("<img src=\"http://e.com\">", false)]
    [InlineData("<p id=\"x\">x</p>", false)]
    [InlineData("<p class=\"aui-button\">x</p>", false)]
    [InlineData("<input type=\"text\" disabled=\"\">", false)]
    [InlineData("<input type=\"checkbox\">", false)]
    [InlineData("<p><p>x</p></p>", false)]
    [InlineData("<table><b>x</b></table>", false)]
    [InlineData("<b>not closed", false)]
    [InlineData("<p><math><mi>x</mi></math></p>", true)]
    [InlineData("<math><mi href=\"https://e.com\">x</mi></math>", false)]
    [InlineData("<math><mi style=\"color:red\">x</mi></math>", false)]
    [InlineData("<math><mi mathcolor=\"url(https://e.com)\">x</mi></math>", false)]
    [InlineData("<math><mspace width=\"9999em\"></mspace></math>", false)]
    [InlineData("<math><mtext><b>x</b></mtext></math>", false)]
    [InlineData("<math><annotation-xml encoding=\"text/html\"><p>x</p></annotation-xml></math>", false)]
    [InlineData("<math><maction>x</maction></math>", false)]
    [InlineData("<mi>x</mi>", false)]
    public void It_objects_to_what_is_live_or_read_in_two_ways(string html, bool fine) =>
        Assert.Equal(fine, Oracle.Objection(Encoding.UTF8.GetBytes(html)) is null);
}
