using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html;
using AngleSharp.Html.Parser;
using Ganss.Xss;
using Markdwell.Services.Markdown;
using Markdwell.Services.Markdown.Limits;
using Markdwell.Services.Markdown.Safety;

namespace Markdwell.Tests.Markdown.Safety;

/// <summary>
/// Judges HTML by parsers and a sanitiser that are not ours, against lists that are written here a second time: a hole in
/// the lists of the re-writer must not open the same hole in its judge.
/// </summary>
internal static partial class Oracle
{
    public const string Prefix = "md-";

    private static readonly string[] Elements =
    [
        "a", "abbr", "b", "bdo", "blockquote", "br", "caption", "cite", "code", "dd", "del", "details", "dfn", "div", "dl", "dt", "em", "figcaption", "figure",
        "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "input", "ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "rp", "rt", "ruby", "s", "samp",
        "section", "small", "span", "strike", "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "tt", "ul", "var", "wbr",
    ];

    private static readonly string[] Attributes =
    [
        "align", "alt", "aria-label", "checked", "class", "colspan", "datetime", "decoding", "dir", "disabled", "height", "href", "id", "lang", "loading", "open",
        "rel", "reversed", "rowspan", "scope", "src", "start", "target", "title", "type", "valign", "value", "width",
    ];

    private static readonly string[] Classes =
    [
        "markdown-alert", "markdown-alert-title", "markdown-alert-note", "markdown-alert-tip", "markdown-alert-important", "markdown-alert-warning",
        "markdown-alert-caution", "contains-task-list", "task-list-item", "task-list-item-checkbox", "footnotes", "footnote-ref", "footnote-backref", "table-of-contents",
        "formula", "formula-error", "mermaid",
        "code-comment", "code-string", "code-constant", "code-keyword", "code-type", "code-function", "code-variable", "code-property", "code-tag",
        "code-heading", "code-inserted", "code-deleted",
    ];

    private static readonly HtmlParser Parser = new();

    private static readonly HtmlSanitizer Sanitizer = new(new HtmlSanitizerOptions
    {
        AllowedTags = new HashSet<string>([.. Elements, .. MathOracle.Elements], StringComparer.OrdinalIgnoreCase),
        AllowedAttributes = new HashSet<string>([.. Attributes, .. MathOracle.Attributes], StringComparer.OrdinalIgnoreCase),
        AllowedSchemes = new HashSet<string>(["http", "https", "mailto", "tel", "xmpp"], StringComparer.OrdinalIgnoreCase),
        UriAttributes = new HashSet<string>(["href", "src"], StringComparer.OrdinalIgnoreCase),
    });

    /// <summary>Null if nothing in it can do harm and every parser reads the same, else what is wrong.</summary>
    public static string? Objection(byte[] html)
    {
        var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(html);
        var body = Parse(text);
        var read = body.InnerHtml;
        if (body.QuerySelectorAll("*").Select(ObjectionTo).FirstOrDefault(objection => objection is not null) is { } live)
        {
            return live;
        }
        if (Parse(read).InnerHtml != read)
        {
            return "A second reading differs from the first.";
        }
        // "&{…}" ran script in Netscape 4; HtmlSanitizer still drops a title that holds it, no browser of today cares.
        if (!text.Contains("&amp;{", StringComparison.Ordinal) && Sanitizer.Sanitize(text) is var sanitized && Parse(sanitized).InnerHtml != read)
        {
            return $"HtmlSanitizer removes something: {sanitized}";
        }
        if (!HasHalfReference(text) && Decoded(read) != Decoded(text))
        {
            return $"The parser rearranged it: {read}";
        }
        // An author's <math> is dropped, and so is the class of boxes, so ours may not be there when the re-writer reads its own work.
        text = MathOracle.Without(text).Replace(" class=\"task-list-item-checkbox\"", "", StringComparison.Ordinal);
        return Encoding.UTF8.GetString(HtmlRewriter.Rewrite(text, [], "", null, new Budget(new MarkdownLimits(), TimeProvider.System))) is var again && again != text
            ? $"Re-writing it again changes it: {again}"
            : null;
    }

    private static IElement Parse(string html) => Parser.ParseDocument($"<!doctype html><body>{html}").Body!;

    /// <summary>"&amp;umll;" is "¨l;" between tags and itself in attributes: old names need no semicolon there.</summary>
    private static bool HasHalfReference(string html) => Named.Matches(html).Select(name => name.Value[1..]).Any(name =>
        HtmlEntityProvider.Resolver.GetSymbol(name) is null && Enumerable.Range(2, name.Length - 2).Any(length => HtmlEntityProvider.Resolver.GetSymbol(name[..length]) is not null));

    /// <summary>Parser and re-writer may spell one character differently (a quote, a hard space), never a tag.</summary>
    private static string Decoded(string html) => WebUtility.HtmlDecode(Named.Replace(html, name => HtmlEntityProvider.Resolver.GetSymbol(name.Value[1..]) switch
    {
        // Else "&#38;#5;", an ampersand and three characters, would be read twice.
        null or "&" => name.Value,
        var symbol => symbol,
    }));

    [GeneratedRegex("&[a-zA-Z0-9]+;", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Named { get; }

    private static string? ObjectionTo(IElement element)
    {
        if (element.NamespaceUri == MathOracle.Namespace)
        {
            return MathOracle.ObjectionTo(element);
        }
        if (!Elements.Contains(element.LocalName) || element.NamespaceUri != "http://www.w3.org/1999/xhtml" || element.ParentElement!.NamespaceUri == MathOracle.Namespace)
        {
            return $"<{element.LocalName}>";
        }
        var input = element.LocalName != "input" || (element.GetAttribute("type") == "checkbox" && element.HasAttribute("disabled"));
        var leaving = !(element.GetAttribute("href") ?? "#").StartsWith("http", StringComparison.OrdinalIgnoreCase)
            || (element.GetAttribute("target") == "_blank" && element.GetAttribute("rel") == "noopener noreferrer nofollow");
        return element.Attributes.FirstOrDefault(attribute => !IsFine(attribute)) is { } bad ? $"{bad.Name}={bad.Value} on <{element.LocalName}>"
            : !input ? "an input that is no disabled checkbox"
            : !leaving ? "a link without rel and target"
            : null;
    }

    private static bool IsFine(IAttr attribute) => Attributes.Contains(attribute.Name) && attribute.Name switch
    {
        "href" => StartsWithAny(attribute.Value, "https://", "http://", "mailto:", "tel:", "xmpp:", "#" + Prefix),
        "src" => StartsWithAny(attribute.Value, "https://"),
        "id" => attribute.Value.StartsWith(Prefix, StringComparison.Ordinal),
        "class" => attribute.Value.Split(' ').All(name => Classes.Contains(name) || IsLanguage(name)),
        "target" => attribute.Value == "_blank",
        "width" or "height" or "colspan" or "rowspan" => attribute.Value.Length <= 6,
        _ => true,
    };

    private static bool IsLanguage(string name) =>
        name.StartsWith("language-", StringComparison.Ordinal) && name.All(c => char.IsLetterOrDigit(c) || c is '+' or '#' or '-' or '_' or '.');

    private static bool StartsWithAny(string value, params string[] starts) => starts.Any(start => value.StartsWith(start, StringComparison.OrdinalIgnoreCase));
}
