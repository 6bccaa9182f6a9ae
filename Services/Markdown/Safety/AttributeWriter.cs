using System.Buffers;

namespace Markdwell.Services.Markdown.Safety;

/// <summary>Writes the attributes of an element, in the author's order, each at most once.</summary>
internal sealed class AttributeWriter(HtmlOutput output, string idPrefix)
{
    private const int LongestId = 256;

    private static readonly SearchValues<char> BreaksAnId = SearchValues.Create(" \t\n\f\r\0");

    private readonly HashSet<string> ids = new(StringComparer.Ordinal);

    public void Write(Element element, Tag tag, scoped Address address)
    {
        if (element == AllowedElements.Checkbox)
        {
            WriteCheckbox(tag);
            return;
        }
        var written = 0u;
        for (var i = 0; i < tag.AttributeCount; i++)
        {
            if (AllowedAttributes.Find(tag.AttributeName(i), element) is { } rule && (written & rule.Bit) == 0)
            {
                written |= rule.Bit;
                WriteOne(rule, element, tag.AttributeValue(i), address);
            }
        }
        if (element == AllowedElements.Image)
        {
            // A long text with many pictures shows its words first.
            output.Write(" loading=\"lazy\" decoding=\"async\""u8);
        }
    }

    /// <summary>Shows a state and changes none; the words are GitHub's, for those who do not see the box.</summary>
    private void WriteCheckbox(Tag tag)
    {
        output.Write(" type=\"checkbox\" disabled=\"\""u8);
        output.Write(tag.Has("checked") ? " checked=\"\" aria-label=\"Completed task\""u8 : " aria-label=\"Incomplete task\""u8);
    }

    private void WriteOne(AttributeRule rule, Element element, ReadOnlySpan<char> value, scoped Address address)
    {
        switch (rule.Kind)
        {
            case ValueKind.Link:
                WriteLink(rule, address);
                break;
            case ValueKind.Image:
                WriteImage(rule, address);
                break;
            case ValueKind.Id:
                WriteId(rule, value);
                break;
            case ValueKind.Classes:
                WriteClasses(rule, element, value);
                break;
            default:
                if (AttributeValues.TryClean(rule, value, out var clean))
                {
                    WriteWhole(rule, clean);
                }
                break;
        }
    }

    private void WriteLink(AttributeRule rule, scoped Address address)
    {
        switch (address.Kind)
        {
            case UrlKind.Refused:
                break;
            case UrlKind.Fragment:
                output.Write(rule.Opening);
                output.Write("#"u8);
                output.WriteValue(idPrefix);
                output.WriteValue(address.Value[1..]);
                output.Write("\""u8);
                break;
            case UrlKind.Personal:
                WriteWhole(rule, address.Value);
                break;
            default:
                WriteWhole(rule, address.Value);
                // The frame itself must not be led away, and the other site must not reach back (window.opener) or gain rank by us.
                output.Write(" target=\"_blank\" rel=\"noopener noreferrer nofollow\""u8);
                break;
        }
    }

    private void WriteImage(AttributeRule rule, scoped Address address)
    {
        var url = address.Value;
        output.Write(rule.Opening);
        if (address.Kind == UrlKind.Web)
        {
            // Browsers raise pictures of an https page to https by themselves (mixed content, level 2); our policy would refuse them before.
            output.Write("https"u8);
            url = url["http".Length..];
        }
        output.WriteValue(url);
        output.Write("\""u8);
    }

    private void WriteId(AttributeRule rule, ReadOnlySpan<char> id)
    {
        // A second element of the same id could never be reached.
        if (id.Length is > 0 and <= LongestId && !id.ContainsAny(BreaksAnId) && ids.Add(id.ToString()))
        {
            output.Write(rule.Opening);
            output.WriteValue(idPrefix);
            output.WriteValue(id);
            output.Write("\""u8);
        }
    }

    private void WriteClasses(AttributeRule rule, Element element, ReadOnlySpan<char> names)
    {
        var any = false;
        foreach (var range in names.SplitAny(' ', '\t', '\n', '\f', '\r'))
        {
            var name = AllowedClasses.Clean(names[range], element);
            if (!name.IsEmpty)
            {
                output.Write(any ? " "u8 : rule.Opening);
                output.WriteValue(name);
                any = true;
            }
        }
        if (any)
        {
            output.Write("\""u8);
        }
    }

    private void WriteWhole(AttributeRule rule, ReadOnlySpan<char> value)
    {
        output.Write(rule.Opening);
        output.WriteValue(value);
        output.Write("\""u8);
    }
}
