using System.Buffers;
using System.Runtime.InteropServices;

namespace Markdwell.Services.Markdown.Safety;

/// <summary>One start or end tag, cut up as the HTML tokeniser would (html.spec.whatwg.org, "tag open state" and after).</summary>
internal readonly ref struct Tag
{
    /// <summary>More attributes than any element has here; the rest is dropped.</summary>
    public const int MostAttributes = 24;

    private static readonly SearchValues<char> EndOfTagName = SearchValues.Create("\t\n\f\r />");
    private static readonly SearchValues<char> EndOfAttributeName = SearchValues.Create("\t\n\f\r />=");
    private static readonly SearchValues<char> EndOfBareValue = SearchValues.Create("\t\n\f\r >");

    private readonly ReadOnlySpan<char> html;
    private readonly ReadOnlySpan<AttributeSpan> attributes;

    private Tag(ReadOnlySpan<char> html, ReadOnlySpan<char> name, ReadOnlySpan<AttributeSpan> attributes, int length)
    {
        this.html = html;
        this.attributes = attributes;
        Name = name;
        Length = length;
    }

    public ReadOnlySpan<char> Name { get; }

    /// <summary>From <c>&lt;</c> to <c>&gt;</c>.</summary>
    public int Length { get; }

    public bool IsEnd => html[1] == '/';

    public int AttributeCount => attributes.Length;

    public ReadOnlySpan<char> AttributeName(int index) => html[attributes[index].Name];

    public ReadOnlySpan<char> AttributeValue(int index) => html[attributes[index].Value];

    public bool Has(string name) => IndexOf(name) >= 0;

    /// <returns>Empty if there is no such attribute.</returns>
    public ReadOnlySpan<char> ValueOf(string name) => IndexOf(name) is >= 0 and var index ? AttributeValue(index) : [];

    /// <param name="html">Starts with <c>&lt;</c> and a letter, or <c>&lt;/</c> and a letter.</param>
    /// <param name="room">Where the attributes are noted.</param>
    /// <param name="tag">The tag, if it ends at all.</param>
    public static bool TryRead(ReadOnlySpan<char> html, Span<AttributeSpan> room, out Tag tag)
    {
        tag = default;
        var nameStart = html[1] == '/' ? 2 : 1;
        var at = SkipTo(html, nameStart, EndOfTagName);
        var name = html[nameStart..at];
        var count = 0;
        while (true)
        {
            while (at < html.Length && IsSpaceOrSlash(html[at]))
            {
                at++;
            }
            if (at >= html.Length)
            {
                return false;
            }
            if (html[at] == '>')
            {
                tag = new Tag(html, name, room[..count], at + 1);
                return true;
            }
            if (!TryReadAttribute(html, ref at, out var attribute))
            {
                return false;
            }
            if (count < room.Length)
            {
                room[count++] = attribute;
            }
        }
    }

    /// <summary>The first one counts: parsers ignore a second attribute of the same name.</summary>
    private int IndexOf(string name)
    {
        for (var i = 0; i < attributes.Length; i++)
        {
            if (AttributeName(i).Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }
        }
        return -1;
    }

    private static bool TryReadAttribute(ReadOnlySpan<char> html, ref int at, out AttributeSpan attribute)
    {
        var nameStart = at;
        // A name may begin with "=".
        at = SkipTo(html, at + 1, EndOfAttributeName);
        var name = nameStart..at;
        attribute = new(name, at..at);
        var equals = SkipSpace(html, at);
        if (equals >= html.Length || html[equals] != '=')
        {
            return true;
        }
        at = SkipSpace(html, equals + 1);
        if (at >= html.Length)
        {
            return false;
        }
        if (html[at] is '"' or '\'')
        {
            var length = html[(at + 1)..].IndexOf(html[at]);
            attribute = new(name, (at + 1)..(at + 1 + Math.Max(length, 0)));
            at += length + 2;
            return length >= 0;
        }
        var start = at;
        at = SkipTo(html, at, EndOfBareValue);
        attribute = new(name, start..at);
        return true;
    }

    private static int SkipTo(ReadOnlySpan<char> html, int at, SearchValues<char> ends)
    {
        var length = html[at..].IndexOfAny(ends);
        return length < 0 ? html.Length : at + length;
    }

    private static int SkipSpace(ReadOnlySpan<char> html, int at)
    {
        while (at < html.Length && html[at] is ' ' or '\t' or '\n' or '\f' or '\r')
        {
            at++;
        }
        return at;
    }

    private static bool IsSpaceOrSlash(char c) => c is ' ' or '\t' or '\n' or '\f' or '\r' or '/';
}

/// <summary>Where name and value stand in the tag, the value without its quotes.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct AttributeSpan(Range Name, Range Value);
