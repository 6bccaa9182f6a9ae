using System.Text;
using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Syntax.Inlines;

namespace Markdwell.Services.Markdown.Dialect.Addresses;

/// <summary>
/// <c>me@example.com</c>, with <c>mailto:</c> or <c>xmpp:</c> before it or not. As on GitHub they are found in what is left as text at the
/// end, so that <c>_me@example.com_</c> is emphasis around an address. The sign only says that a paragraph may have one.
/// </summary>
internal sealed class MailAddressParser : InlineParser, IPostInlineProcessor
{
    public MailAddressParser() => OpeningCharacters = ['@'];

    public override bool Match(InlineProcessor processor, ref StringSlice slice)
    {
        processor.ParserStates[Index] = this;
        return false;
    }

    public bool PostProcess(InlineProcessor state, Inline? root, Inline? lastChild, int postInlineProcessorIndex, bool isFinalProcessing)
    {
        if (isFinalProcessing && state.ParserStates[Index] is not null && root is ContainerInline container)
        {
            LinkAll(container);
        }
        return true;
    }

    private static void LinkAll(ContainerInline root)
    {
        var inAnchor = false;
        for (var inline = root.FirstChild; inline is not null; inline = Next(inline, root))
        {
            if (inline is HtmlInline html)
            {
                inAnchor = (inAnchor && !Anchor.IsEnd(html.Tag)) || Anchor.IsStart(html.Tag);
            }
            else if (IsPlain(inline) && !inAnchor)
            {
                inline = LinkIn(Joined((LiteralInline)inline));
            }
        }
    }

    /// <summary>Marks that became text are pieces of their own; an address may hold them. One that was escaped stands alone.</summary>
    private static LiteralInline Joined(LiteralInline first)
    {
        if (!IsPlain(first.NextSibling))
        {
            return first;
        }
        var text = new StringBuilder();
        text.Append(first.Content.AsSpan());
        while (IsPlain(first.NextSibling) && first.NextSibling is LiteralInline { IsFirstCharacterEscaped: false } next)
        {
            text.Append(next.Content.AsSpan());
            next.Remove();
        }
        first.Content = new StringSlice(text.ToString());
        return first;
    }

    /// <returns>The last piece of what the text has become.</returns>
    private static LiteralInline LinkIn(LiteralInline text)
    {
        var from = text.IsFirstCharacterEscaped ? 1 : 0;
        while (MailAddress.TryFind(text.Content.AsSpan(), from, out var address))
        {
            var content = text.Content;
            var link = BareLink.To(address.Url(content.AsSpan()), new StringSlice(content.Text, content.Start + address.Start, content.Start + address.End - 1));
            var rest = new LiteralInline(new StringSlice(content.Text, content.Start + address.End, content.End));
            text.Content.End = content.Start + address.Start - 1;
            text.InsertAfter(link);
            link.InsertAfter(rest);
            text = rest;
            from = 0;
        }
        return text;
    }

    private static Inline? Next(Inline inline, ContainerInline root)
    {
        if (inline is ContainerInline { FirstChild: { } child } and not LinkInline)
        {
            return child;
        }
        while (inline.NextSibling is null && inline.Parent is { } parent && parent != root)
        {
            inline = parent;
        }
        return inline.NextSibling;
    }

    /// <summary>Emoji are literals too, of a kind of their own.</summary>
    private static bool IsPlain(Inline? inline) => inline?.GetType() == typeof(LiteralInline);
}
