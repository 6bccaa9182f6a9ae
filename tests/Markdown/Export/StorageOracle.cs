using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace Markdwell.Tests.Markdown.Export;

/// <summary>
/// Judges storage format as Confluence would read it: by an XML parser with its two prefixes and no document type, against a list
/// that is written here a second time from Atlassian's page about the format.
/// </summary>
internal static partial class StorageOracle
{
    private static readonly XNamespace Ac = "http://www.atlassian.com/schema/confluence/4/ac/";
    private static readonly XNamespace Ri = "http://www.atlassian.com/schema/confluence/4/ri/";

    public static readonly XName Image = Ac + "image";
    public static readonly XName Alt = Ac + "alt";

    private static readonly Dictionary<XName, XName[]> Elements = new (XName[] Names, XName[] Attributes)[]
    {
        (["p", "div", "h1", "h2", "h3", "h4", "h5", "h6"], ["style"]),
        (["blockquote", "pre", "hr", "br", "strong", "em", "u", "del", "sup", "sub", "small", "code", "ul", "li", "table", "tbody", "tr"], []),
        (["td", "th"], ["style", "colspan", "rowspan"]),
        (["ol"], ["start"]),
        (["a"], ["href"]),
        ([Image], [Alt, Ac + "title", Ac + "width", Ac + "height"]),
        ([Ri + "url"], [Ri + "value"]),
    }.SelectMany(group => group.Names.Select(name => (name, group.Attributes))).ToDictionary();

    /// <summary>What must stand right around an element.</summary>
    private static readonly Dictionary<XName, XName[]> Parents = new()
    {
        ["tbody"] = ["table"],
        ["tr"] = ["tbody"],
        ["td"] = ["tr"],
        ["th"] = ["tr"],
        [Ri + "url"] = [Image],
    };

    /// <exception cref="XmlException">It is not well-formed.</exception>
    public static XElement Parse(string storage)
    {
        using var reader = XmlReader.Create(new StringReader($"<root xmlns:ac=\"{Ac}\" xmlns:ri=\"{Ri}\">{storage}</root>"), new() { DtdProcessing = DtdProcessing.Prohibit });
        return XElement.Load(reader, LoadOptions.PreserveWhitespace);
    }

    /// <summary>Null if Confluence takes all of it, else what is wrong.</summary>
    public static string? Objection(string storage)
    {
        try
        {
            return Parse(storage).Descendants().Select(ObjectionTo).FirstOrDefault(objection => objection is not null);
        }
        catch (XmlException e)
        {
            return e.Message;
        }
    }

    private static string? ObjectionTo(XElement element) =>
        !Elements.TryGetValue(element.Name, out var attributes) ? $"<{element.Name}>"
        : Parents.TryGetValue(element.Name, out var parents) && !parents.Contains(element.Parent!.Name) ? $"<{element.Name}> in <{element.Parent.Name}>"
        : element.Name == Image && element.Elements().Count() != 1 ? "a picture without an address"
        : element.Name == "table" && element.Elements().Count() > 1 ? "a table of two bodies"
        : element.Name == "a" && element.Attribute("href") is null ? "a link to nowhere"
        : element.Attributes().FirstOrDefault(attribute => !attributes.Contains(attribute.Name) || !IsFine(attribute)) is { } bad ? $"{bad} on <{element.Name}>"
        : null;

    private static bool IsFine(XAttribute attribute) => attribute.Name.LocalName switch
    {
        "href" => Address().IsMatch(attribute.Value),
        "value" => attribute.Value.StartsWith("https://", StringComparison.Ordinal),
        "style" => Alignment().IsMatch(attribute.Value),
        "width" or "height" or "colspan" or "rowspan" or "start" => int.TryParse(attribute.Value, NumberStyles.None, CultureInfo.InvariantCulture, out _),
        _ => true,
    };

    [GeneratedRegex("^(https?://|mailto:|tel:|xmpp:).", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Address();

    [GeneratedRegex(@"\Atext-align: (left|center|right|justify);\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Alignment();
}
