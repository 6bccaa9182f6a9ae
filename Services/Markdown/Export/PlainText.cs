using System.Text;
using System.Xml;

namespace Markdwell.Services.Markdown.Export;

/// <summary>
/// What is left of storage format when the markup goes: each block on a line of its own, cells apart by tabs, code as it is,
/// pictures by their words. Read from the export and not from the tree, so that raw HTML gives up its words too.
/// </summary>
internal sealed class PlainText
{
    private static readonly XmlReaderSettings Settings = new() { ConformanceLevel = ConformanceLevel.Fragment, DtdProcessing = DtdProcessing.Prohibit };

    private readonly StringBuilder text = new();

    // How many of the elements that are open keep their line ends.
    private int preformatted;

    public static string Of(string storage)
    {
        var names = new XmlNamespaceManager(new NameTable());
        names.AddNamespace("ac", "ac");
        names.AddNamespace("ri", "ri");
        using var reader = XmlReader.Create(new StringReader(storage), Settings, new XmlParserContext(null, names, null, XmlSpace.None));
        var plain = new PlainText();
        while (reader.Read())
        {
            plain.Add(reader);
        }
        return plain.text.ToString().TrimEnd(' ', '\t', '\n');
    }

    private void Add(XmlReader reader)
    {
        switch (reader.NodeType)
        {
            case XmlNodeType.Element:
                Open(reader);
                break;
            case XmlNodeType.EndElement:
                Close(reader.Name);
                break;
            case XmlNodeType.Text or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace:
                AddWords(reader.Value);
                break;
            default:
                break;
        }
    }

    private void Open(XmlReader reader)
    {
        switch (reader.Name)
        {
            case "ac:image":
                AddWords(reader.GetAttribute("ac:alt") ?? "");
                break;
            case "td" or "th":
                End('\t');
                break;
            case var name when IsBlock(name):
                End('\n');
                preformatted += name == "pre" ? 1 : 0;
                break;
            default:
                break;
        }
    }

    private void Close(string name)
    {
        if (IsBlock(name))
        {
            End('\n');
            preformatted -= name == "pre" ? 1 : 0;
        }
    }

    /// <summary>White space is one space, except in code; none begins a line.</summary>
    private void AddWords(string words)
    {
        if (preformatted > 0)
        {
            text.Append(words);
            return;
        }
        foreach (var c in words)
        {
            var isSpace = c is ' ' or '\t' or '\n';
            if (!isSpace)
            {
                text.Append(c);
            }
            else if (text.Length > 0 && text[^1] is not (' ' or '\t' or '\n'))
            {
                text.Append(' ');
            }
        }
    }

    /// <summary>Ends a line or a cell, where something is there to be ended.</summary>
    private void End(char with)
    {
        while (text.Length > 0 && text[^1] == ' ')
        {
            text.Length--;
        }
        if (text.Length > 0 && text[^1] != '\n')
        {
            text.Append(with);
        }
    }

    private static bool IsBlock(string name) =>
        name is "p" or "div" or "pre" or "blockquote" or "ul" or "ol" or "li" or "table" or "tr" or "br" or "hr" or ['h', >= '1' and <= '6'];
}
