using System.Globalization;
using System.Text;
using Markdwell.Services.Sources.Pictures;

namespace Markdwell.Tests.Pictures;

/// <summary>Which drawings may be shown.</summary>
public sealed class SafeDrawingTests
{
    private const string Start = "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"1\" height=\"1\">";

    [Theory]
    [InlineData("<path d=\"M0 0\" fill=\"url(#a)\" style=\"stroke:#000;filter:url( '#b' )\"/>")]
    [InlineData("<defs><linearGradient id=\"a\"><stop offset=\"0\" stop-color=\"red\"/></linearGradient></defs>")]
    [InlineData("<style>.a { fill: red } @media (prefers-color-scheme: dark) { .a { fill: blue } }</style>")]
    [InlineData("<symbol id=\"a\"><rect/></symbol><use xlink:href=\"#a\"/><use href=\"#a\"/>")]
    [InlineData("<image href=\"data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAIAAAAD\"/>")]
    [InlineData("<defs><rect id=\"a\"/></defs><clipPath id=\"b\"><use xlink:href=\"#a\"/></clipPath><g clip-path=\"url(#b)\"><g clip-path=\"url(#b)\"><rect/></g></g>")]
    [InlineData("<style>.a { mask: url(#m) } .b, .c { fill: url(#p) }</style><mask id=\"m\"><rect class=\"b\"/></mask><pattern id=\"p\"><rect/></pattern><g class=\"a\"/>")]
    [InlineData("<style>/* blue */ .a { fill: url(#p) }</style><linearGradient id=\"p\"><stop class=\"a\"/></linearGradient><g class=\"a\"/>")]
    [InlineData("<title>a &amp; b &#169;</title><text xml:space=\"preserve\">See https://e.com</text>")]
    [InlineData("<metadata><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"/></metadata>")]
    [InlineData("<!-- <script> -->")]
    public void A_drawing_that_only_draws_is_shown(string content) => Assert.NotNull(Of(Start + content + "</svg>"));

    [Fact]
    public void The_type_that_drawing_programs_name_is_left_out()
    {
        const string Named = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\"\n \"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\">\n";

        Assert.DoesNotContain("DOCTYPE", Encoding.UTF8.GetString(Of(Named + Start + "</svg>")!), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<SCRIPT>alert(1)</SCRIPT>")]
    [InlineData("<script xmlns=\"http://www.w3.org/1999/xhtml\">alert(1)</script>")]
    [InlineData("<x:script xmlns:x=\"http://www.w3.org/2000/svg\">alert(1)</x:script>")]
    [InlineData("<g onload=\"alert(1)\"/>")]
    [InlineData("<g ONLOAD=\"alert(1)\"/>")]
    [InlineData("<foreignObject><body xmlns=\"http://www.w3.org/1999/xhtml\"/></foreignObject>")]
    [InlineData("<iframe xmlns=\"http://www.w3.org/1999/xhtml\" src=\"https://e.com\"/>")]
    [InlineData("<a href=\"https://e.com\"><rect/></a>")]
    [InlineData("<use href=\"https://e.com/a.svg#b\"/>")]
    [InlineData("<use xlink:href=\"data:image/svg+xml;base64,AAAA#b\"/>")]
    [InlineData("<image href=\"https://e.com/a.png\"/>")]
    [InlineData("<image href=\"data:image/svg+xml;base64,AAAA\"/>")]
    [InlineData("<image href=\"data:text/html,x\"/>")]
    [InlineData("<image href=\"data:image/png;base64,AAAA\"/>")]
    [InlineData("<image href=\"data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAA//8AAP//\"/>")]
    [InlineData("<style>@im<!-- -->port 'https://e.com/a.css';</style>")]
    [InlineData("<style>a { background: ur<![CDATA[l(https://e.com)]]> }</style>")]
    [InlineData("<g style=\"--a: url(#b)\"/>")]
    [InlineData("<image href=\" javascript:alert(1)\"/>")]
    [InlineData("<feImage href=\"https://e.com/a.png\"/>")]
    [InlineData("<animate attributeName=\"href\" values=\"javascript:alert(1)\"/>")]
    [InlineData("<set attributeName=\"onload\" to=\"alert(1)\"/>")]
    [InlineData("<style>@import 'https://e.com/a.css';</style>")]
    [InlineData("<style>@IMPORT url(#a);</style>")]
    [InlineData("<style>a { background: url(https://e.com) }</style>")]
    [InlineData("<style>a { background: u\\72l(https://e.com) }</style>")]
    [InlineData("<style><![CDATA[a { background: url(https://e.com) }]]></style>")]
    [InlineData("<style>a { background: image-set('https://e.com/a.png' 1x) }</style>")]
    [InlineData("<rect fill=\"url(https://e.com/a.svg#b)\"/>")]
    [InlineData("<rect style=\"filter:url(//e.com)\"/>")]
    [InlineData("<rect style=\"fill:url(&#104;ttps://e.com)\"/>")]
    [InlineData("<rect xml:base=\"https://e.com\"/>")]
    [InlineData("<handler xmlns:ev=\"http://www.w3.org/2001/xml-events\" ev:event=\"load\"/>")]
    [InlineData("<?xml-stylesheet href=\"https://e.com/a.css\"?>")]
    [InlineData("<rect>&a;</rect>")]
    [InlineData("<rect")]
    public void A_drawing_that_may_do_more_is_refused(string content) => Assert.Null(Of(Start + content + "</svg>"));

    [Theory]
    [InlineData("<!DOCTYPE svg [<!ENTITY a 'b'>]>" + Start + "</svg>")]
    [InlineData("<!DOCTYPE svg [<!ATTLIST svg onload CDATA 'alert(1)'>]>" + Start + "</svg>")]
    [InlineData("<!DOCTYPE svg SYSTEM \"file:///etc/passwd\" [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>" + Start + "&x;</svg>")]
    [InlineData("<!DOCTYPE svg><!DOCTYPE svg>" + Start + "</svg>")]
    [InlineData("<?xml-stylesheet href=\"https://e.com/a.css\"?>" + Start + "</svg>")]
    [InlineData("<html xmlns=\"http://www.w3.org/1999/xhtml\">" + Start + "</svg></html>")]
    [InlineData("<svg width=\"1\"/>")]
    [InlineData(Start)]
    public void So_is_one_that_is_more_than_a_drawing(string text) => Assert.Null(Of(text));

    [Fact]
    public void A_drawing_in_another_encoding_may_be_read_differently_by_a_browser()
    {
        Assert.Null(SafeDrawing.Of(Encoding.Unicode.GetBytes(Start + "</svg>")));
        Assert.Null(SafeDrawing.Of([.. Encoding.UTF8.GetBytes(Start), 0xFF, .. Encoding.UTF8.GetBytes("</svg>")]));
    }

    /// <summary>Eight times eight times eight …: each of these kept Chromium busy for as long as anybody waited, or for seconds.</summary>
    [Theory]
    [InlineData("<g id=\"a{0}\">{2}</g>", "<use href=\"#a{1}\"/>")]
    [InlineData("<g id=\"a{0}\">{2}</g>", "<use href=\"#%61{1}\"/>")]
    [InlineData("<mask id=\"a{0}\">{2}</mask>", "<rect mask=\"url(#a{1})\"/>")]
    [InlineData("<mask id=\"a{0}\">{2}</mask>", "<rect style=\"mask:URL( '#a{1}' )\"/>")]
    [InlineData("<mask id=\"a{0}\"><g mask=\"url(#a{1})\">{2}</g></mask>", "<rect mask=\"inherit\"/>")]
    [InlineData("<clipPath id=\"a{0}\">{2}</clipPath>", "<rect clip-path=\"url(#a{1})\"/>")]
    [InlineData("<pattern id=\"a{0}\">{2}</pattern>", "<rect fill=\"url(#a{1})\"/>")]
    [InlineData("<pattern id=\"a{0}\"><g fill=\"url(#a{1})\">{2}</g></pattern>", "<rect/>")]
    [InlineData("<marker id=\"a{0}\"><path marker-mid=\"url(#a{1})\" d=\"M0 0{2}\"/></marker>", " 1 1")]
    [InlineData("<marker id=\"a{0}\"><path style=\"marker:url(#a{1})\" d=\"M0 0{2}\"/></marker>", " 1 1")]
    [InlineData("<style>.a{0} {{ mask: url(#a{0}) }}</style><mask id=\"a{0}\">{2}</mask>", "<rect class=\"b a{1}\"/>")]
    [InlineData("<style>/* }} */ rect.a{0} {{ mask: url(#a{0}) }}</style><mask id=\"a{0}\">{2}</mask>", "<rect class=\"a{1}\"/>")]
    public void A_drawing_that_would_be_drawn_for_hours_is_refused(string level, string part)
    {
        var levels = Enumerable.Range(1, 9).Select(i => string.Format(CultureInfo.InvariantCulture, level, i, i - 1, string.Concat(Enumerable.Repeat(string.Format(CultureInfo.InvariantCulture, part, i, i - 1), 8))));

        Assert.Null(Of($"{Start}{string.Concat(levels)}<use href=\"#a9\"/></svg>"));
    }

    [Fact]
    public void A_drawing_that_repeats_within_reason_is_shown() =>
        Assert.NotNull(Of($"{Start}<g id=\"a\"><rect/><rect/></g>{string.Concat(Enumerable.Repeat("<use href=\"#a\"/>", 5_000))}</svg>"));

    [Theory]
    [InlineData("<g id=\"a\"><use href=\"#a\"/></g>")]
    [InlineData("<mask id=\"a\"><rect mask=\"url(#b)\"/></mask><mask id=\"b\"><rect mask=\"url(#a)\"/></mask>")]
    public void A_drawing_that_draws_itself_is_refused(string content) => Assert.Null(Of(Start + content + "</svg>"));

    [Fact]
    public void A_long_chain_of_names_breaks_nothing() =>
        Assert.Null(Of(Start + string.Concat(Enumerable.Range(0, 50_000).Select(i => $"<g id=\"a{i}\"><use href=\"#a{i + 1}\"/></g>")) + "</svg>"));

    [Fact]
    public void A_drawing_that_is_too_deep_is_refused() => Assert.Null(Of(Start + string.Concat(Enumerable.Repeat("<g>", 300)) + string.Concat(Enumerable.Repeat("</g>", 300)) + "</svg>"));

    private static byte[]? Of(string text) => SafeDrawing.Of(Encoding.UTF8.GetBytes(text));
}
