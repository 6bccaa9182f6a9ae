using Markdig.Helpers;
using Markdig.Syntax.Inlines;

namespace Markdwell.Services.Markdown.Dialect.Addresses;

internal static class BareLink
{
    public static LinkInline To(string url, StringSlice text)
    {
        var link = new LinkInline { Url = url, IsAutoLink = true, IsClosed = true };
        link.AppendChild(new LiteralInline(text) { IsClosed = true });
        return link;
    }
}
