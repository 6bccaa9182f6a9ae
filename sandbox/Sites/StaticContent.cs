using System.Xml;
using System.Xml.Linq;

namespace Markdwell.Sandbox.Sites;

/// <summary>
/// What an app sends for a page that shows no frames, made into HTML. Confluence's cleaner would silently drop what it does not
/// know; here it is refused by name, so that nobody finds out by a hole in a PDF.
/// </summary>
internal static class StaticContent
{
    // https://confluence.atlassian.com/doc/confluence-storage-format-790796544.html
    private static readonly HashSet<string> Elements = new(StringComparer.Ordinal)
    {
        "p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "div", "hr", "br",
        "strong", "b", "em", "i", "u", "s", "del", "sub", "sup", "code", "small", "big", "span", "cite", "a",
        "ul", "ol", "li", "table", "colgroup", "col", "thead", "tbody", "tr", "th", "td",
    };

    private static readonly HashSet<string> Attributes = new(StringComparer.Ordinal) { "style", "href", "title", "rel", "colspan", "rowspan", "start", "class" };

    private static readonly string[] OfPictures = ["alt", "title", "width", "height"];

    private static readonly string[] Schemes = ["http", "https", "mailto", "tel"];

    /// <exception cref="XmlException">It is not well-formed, or holds something that has no place there.</exception>
    public static string ToView(string storage)
    {
        var root = Storage.Parse(storage);
        foreach (var element in root.Descendants().ToList())
        {
            if (element.Name == XName.Get("image", Storage.Ac))
            {
                element.ReplaceWith(Picture(element));
            }
            else if (element.Name.Namespace != Storage.Ri)
            {
                Check(element);
            }
        }
        return string.Concat(root.Nodes().Select(Storage.Html));
    }

    private static void Check(XElement element)
    {
        if (!Elements.Contains(element.Name.ToString()))
        {
            throw new XmlException($"<{element.Name.LocalName}> is not taken.");
        }
        if (element.Attributes().FirstOrDefault(a => !a.IsNamespaceDeclaration && !Attributes.Contains(a.Name.ToString())) is { } odd)
        {
            throw new XmlException($"{odd.Name.LocalName} on <{element.Name.LocalName}> is not taken.");
        }
        if (element.Attribute("href") is { } link && !IsWeb(link.Value))
        {
            throw new XmlException($"A link to {link.Value} is not taken.");
        }
        // A browser would take "<p />" for a start tag.
        if (element.IsEmpty && element.Name.LocalName is not ("br" or "hr" or "col"))
        {
            element.Value = "";
        }
    }

    private static XElement Picture(XElement image)
    {
        var url = image.Element(XName.Get("url", Storage.Ri))?.Attribute(XName.Get("value", Storage.Ri))?.Value;
        if (url is null || !IsWeb(url))
        {
            throw new XmlException("A picture without an address is not taken.");
        }
        return new XElement("img", new XAttribute("src", url),
            OfPictures.Select(name => image.Attribute(XName.Get(name, Storage.Ac)) is { } a ? new XAttribute(name, a.Value) : null));
    }

    private static bool IsWeb(string url) => Uri.TryCreate(url, UriKind.Absolute, out var uri) && Schemes.Contains(uri.Scheme, StringComparer.Ordinal);
}
