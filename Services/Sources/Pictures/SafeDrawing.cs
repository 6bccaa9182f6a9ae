using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace Markdwell.Services.Sources.Pictures;

/// <summary>
/// SVG that draws and does nothing else. As a picture a browser runs none of its scripts, but readers open pictures in tabs of
/// their own, where it is a document of our server. What is not on the lists makes the whole of it refused: a drawing
/// with parts missing says something else than its author.
/// </summary>
internal static partial class SafeDrawing
{
    private const int MaxDepth = 256;

    // Drawn in about a second.
    private const int MaxWork = 200_000;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, CheckCharacters = true };

    /// <returns>The drawing as it may be shown, in UTF-8; null when it is none, or not a harmless one.</returns>
    public static byte[]? Of(byte[] bytes)
    {
        try
        {
            // Drawing programs name the type of document, which no browser needs. With declarations of its own in it, it stays and is refused.
            var text = DocumentType().Replace(Strict.GetString(bytes).TrimStart('\uFEFF'), "", 1);
            return LooksLikeOne(text) && IsHarmless(text) ? Strict.GetBytes(text) : null;
        }
        catch (Exception e) when (e is XmlException or DecoderFallbackException or RegexMatchTimeoutException)
        {
            return null;
        }
    }

    private static bool LooksLikeOne(string text) => text.AsSpan().TrimStart().StartsWith("<") && text.Contains("<svg", StringComparison.Ordinal);

    private static bool IsHarmless(string text)
    {
        using var reader = XmlReader.Create(new StringReader(text), Settings);
        for (var elements = 0; reader.Read(); elements += reader.NodeType == XmlNodeType.Element ? 1 : 0)
        {
            if (reader.Depth > MaxDepth || elements > MaxWork || !IsHarmless(reader))
            {
                return false;
            }
        }

        return IsHarmlessAsAWhole(text);
    }

    private static bool IsHarmlessAsAWhole(string text)
    {
        using var reader = XmlReader.Create(new StringReader(text), Settings);
        var drawing = XDocument.Load(reader).Root!;

        // A comment within a style sheet parts a word to us, and not to a browser.
        var sheets = drawing.Descendants().Where(element => element.Name.LocalName == "style");
        return sheets.All(style => DrawingLists.IsHarmlessStyle(style.Value)) && DrawingWork.Of(drawing, text) <= MaxWork;
    }

    private static bool IsHarmless(XmlReader reader)
    {
        switch (reader.NodeType)
        {
            case XmlNodeType.Element:
                return DrawingLists.Allow(reader) && HasHarmlessAttributes(reader);
            case XmlNodeType.ProcessingInstruction or XmlNodeType.DocumentType or XmlNodeType.EntityReference:
                // A style sheet of another host, for one.
                return false;
            case XmlNodeType.Text or XmlNodeType.CDATA:
                // Style sheets are text as well; elsewhere such words are rare enough.
                return DrawingLists.IsHarmlessStyle(reader.Value);
            default:
                return true;
        }
    }

    private static bool HasHarmlessAttributes(XmlReader reader)
    {
        var element = reader.LocalName;
        for (var has = reader.MoveToFirstAttribute(); has; has = reader.MoveToNextAttribute())
        {
            if (!DrawingLists.AllowAttribute(reader, element))
            {
                return false;
            }
        }

        reader.MoveToElement();
        return true;
    }

    [GeneratedRegex(@"<!DOCTYPE\s+svg(\s+PUBLIC\s+""[^""<>\[]*"")?(\s+""[^""<>\[]*"")?\s*>", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 500)]
    private static partial Regex DocumentType();
}
