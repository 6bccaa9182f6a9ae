using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace Markdwell.Sandbox.Sites;

/// <summary>Storage format, as Confluence writes it, to blocks and back.</summary>
internal static partial class Storage
{
    public const string Ac = "urn:ac";
    public const string Ri = "urn:ri";

    private static readonly XName MacroName = XName.Get("structured-macro", Ac);

    public static string Write(IEnumerable<Block> blocks)
    {
        var text = new StringBuilder();
        foreach (var block in blocks)
        {
            text.Append(block is Macro macro ? Write(macro) : ((Prose)block).Html);
        }
        return text.ToString();
    }

    public static ImmutableList<Block> Read(string storage)
    {
        var root = Parse(storage);
        return [.. root.Nodes().Where(n => n is not XText { Value: var text } || text.Trim().Length > 0).Select(Read)];
    }

    private static string Write(Macro macro)
    {
        var text = new StringBuilder($"<ac:structured-macro ac:name=\"{Escape(macro.Name)}\" ac:schema-version=\"1\" ac:macro-id=\"{Escape(macro.Id)}\">");
        foreach (var (name, value) in macro.Parameters)
        {
            text.Append(CultureInfo.InvariantCulture, $"<ac:parameter ac:name=\"{Escape(name)}\">{Escape(value)}</ac:parameter>");
        }
        if (macro.Body is { } body)
        {
            // "]]>" would end the section early, so it is cut in two.
            text.Append(macro.IsRich
                ? $"<ac:rich-text-body>{body}</ac:rich-text-body>"
                : $"<ac:plain-text-body><![CDATA[{body.Replace("]]>", "]]]]><![CDATA[>", StringComparison.Ordinal)}]]></ac:plain-text-body>");
        }
        return text.Append("</ac:structured-macro>").ToString();
    }

    private static Block Read(XNode node)
    {
        if (node is not XElement macro || macro.Name != MacroName)
        {
            return new Prose(Html(node));
        }
        var rich = macro.Element(XName.Get("rich-text-body", Ac));
        return new Macro(
            Attribute(macro, "name") ?? "",
            Attribute(macro, "macro-id") ?? Guid.NewGuid().ToString(),
            macro.Elements(XName.Get("parameter", Ac)).Where(p => Attribute(p, "name") is { Length: > 0 })
                .ToImmutableSortedDictionary(p => Attribute(p, "name")!, p => p.Value, StringComparer.Ordinal),
            rich is null ? macro.Element(XName.Get("plain-text-body", Ac))?.Value : string.Concat(rich.Nodes().Select(Html)),
            rich is not null);
    }

    // Line ends of a macro body are the author's: the ordinary XML reader would turn every CRLF into LF.
    public static XElement Parse(string storage)
    {
        var text = NamedEntity().Replace(storage, m => m.Groups["name"].Value is "amp" or "lt" or "gt" or "quot" or "apos"
            ? m.Value : WebUtility.HtmlDecode(m.Value));
        using var reader = new XmlTextReader(new StringReader($"<root xmlns:ac=\"{Ac}\" xmlns:ri=\"{Ri}\">{text}</root>"))
        {
            Normalization = false,
            DtdProcessing = DtdProcessing.Prohibit,
        };
        return XElement.Load(reader, LoadOptions.PreserveWhitespace);
    }

    public static string Html(XNode node) => node.ToString(SaveOptions.DisableFormatting)
        .Replace($" xmlns:ac=\"{Ac}\"", "", StringComparison.Ordinal).Replace($" xmlns:ri=\"{Ri}\"", "", StringComparison.Ordinal);

    private static string? Attribute(XElement element, string name) => element.Attribute(XName.Get(name, Ac))?.Value;

    private static string Escape(string text) => WebUtility.HtmlEncode(text);

    [GeneratedRegex("&(?<name>[a-zA-Z]+);", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NamedEntity();
}
