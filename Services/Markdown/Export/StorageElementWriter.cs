using Markdwell.Services.Markdown.Safety;

namespace Markdwell.Services.Markdown.Export;

/// <summary>Writes elements in storage format, which is XML: lower case, closed, quoted, and with a vocabulary of its own for pictures.</summary>
internal sealed class StorageElementWriter(HtmlOutput output, OpenElements open) : ElementWriter
{
    public override void Start(Element element, scoped Tag tag, scoped Address address)
    {
        if (element == AllowedElements.Image)
        {
            open.MakeRoomForPhrase();
            WriteImage(tag, address);
        }
        else if (element == AllowedElements.Checkbox)
        {
            open.MakeRoomForPhrase();
            output.Write(tag.Has("checked") ? "☑"u8 : "☐"u8);
        }
        else if (StorageElements.FormOf(element) is { } form && open.MakeRoomFor(form) && !IsDeadLink(element, address))
        {
            WriteStart(element, form, tag, address);
        }
    }

    public override void End(Element element)
    {
        if (StorageElements.FormOf(element) is { } form)
        {
            open.Close(form);
        }
    }

    /// <summary>Places within the text have no ids in storage format, and other targets never leave; the words stay.</summary>
    private static bool IsDeadLink(Element element, scoped Address address) =>
        element == AllowedElements.Link && address.Kind is UrlKind.Refused or UrlKind.Fragment;

    private void WriteStart(Element element, Element form, scoped Tag tag, scoped Address address)
    {
        output.Write(form.StartTag);
        var written = 0u;
        for (var i = 0; i < tag.AttributeCount; i++)
        {
            if (AllowedAttributes.Find(tag.AttributeName(i), element) is { } rule && (written & rule.Bit) == 0)
            {
                written |= rule.Bit;
                WriteAttribute(rule, element, tag.AttributeValue(i), address);
            }
        }
        output.Write(form.IsVoid ? " />"u8 : ">"u8);
        if (!form.IsVoid)
        {
            open.Push(form);
        }
    }

    private void WriteAttribute(AttributeRule rule, Element element, ReadOnlySpan<char> value, scoped Address address)
    {
        switch (rule.Written)
        {
            case "href":
                Write(" href=\""u8, address.Value);
                break;
            case "align" when StorageElements.TakesAlignment(element) && AttributeValues.TryClean(rule, value, out var side):
                Write(" style=\"text-align: "u8, side, ";\""u8);
                break;
            case "colspan" or "rowspan" or "start" when AttributeValues.TryClean(rule, value, out var number):
                Write(rule.Opening, number);
                break;
            default:
                // Names, classes, languages and the like mean nothing there.
                break;
        }
    }

    private void WriteImage(scoped Tag tag, scoped Address address)
    {
        output.Write("<ac:image"u8);
        WriteWords(" ac:alt=\""u8, tag.ValueOf("alt"));
        WriteWords(" ac:title=\""u8, tag.ValueOf("title"));
        WritePixels(" ac:width=\""u8, tag.ValueOf("width"));
        WritePixels(" ac:height=\""u8, tag.ValueOf("height"));
        output.Write("><ri:url ri:value=\""u8);
        WriteSource(address);
        output.Write("\" /></ac:image>"u8);
    }

    private void WriteSource(scoped Address address)
    {
        var url = address.Value;
        if (address.Kind != UrlKind.Ours)
        {
            // As in the page, where browsers would do the same.
            output.Write("https://"u8);
            url = url[(url.IndexOf("://") + "://".Length)..];
        }
        output.WriteValue(url);
    }

    private void WriteWords(ReadOnlySpan<byte> opening, ReadOnlySpan<char> words)
    {
        if (!words.IsWhiteSpace())
        {
            Write(opening, words);
        }
    }

    /// <summary>A share of the page's width cannot be said.</summary>
    private void WritePixels(ReadOnlySpan<byte> opening, ReadOnlySpan<char> length)
    {
        length = length.Trim().TrimEnd("px");
        if (length.Length is > 0 and <= 4 && !length.ContainsAnyExceptInRange('0', '9'))
        {
            Write(opening, length);
        }
    }

    private void Write(ReadOnlySpan<byte> opening, ReadOnlySpan<char> value) => Write(opening, value, "\""u8);

    private void Write(ReadOnlySpan<byte> opening, ReadOnlySpan<char> value, ReadOnlySpan<byte> closing)
    {
        output.Write(opening);
        output.WriteValue(value);
        output.Write(closing);
    }
}
