using Markdwell.Services.Markdown.Limits;

namespace Markdwell.Services.Markdown.Safety;

/// <summary>
/// Reads any HTML, writes a small safe subset of it in one pass. Nothing is copied through: each tag is made anew from the
/// allow-lists, each value quoted and escaped again, each element closed in order. So it does not matter whether a tag
/// came from Markdig or from an author, nor whether either of them was well-formed.
/// </summary>
internal static class HtmlRewriter
{
    public static byte[] Rewrite(ReadOnlySpan<char> html, IReadOnlyList<Fragment> fragments, string idPrefix, RelativeUrl? urls, Budget budget)
    {
        using var output = new HtmlOutput(budget);
        var open = new OpenElements(output, budget);
        Rewrite(html, fragments, output, open, new HtmlElementWriter(output, open, new AttributeWriter(output, idPrefix)), new Addresses(urls), budget);
        return output.Written.ToArray();
    }

    public static void Rewrite(
        ReadOnlySpan<char> html,
        IReadOnlyList<Fragment> fragments,
        HtmlOutput output,
        OpenElements open,
        ElementWriter elements,
        Addresses addresses,
        Budget budget)
    {
        var pass = new Pass(output, open, elements, addresses, budget);
        var from = 0;
        foreach (var fragment in fragments)
        {
            // Each stretch is read for itself: a tag or a comment that an author left open cannot reach around a fragment.
            pass.Read(html[from..fragment.At]);
            pass.Insert(fragment.Markup.Span);
            from = fragment.At;
        }
        pass.Read(html[from..]);
        open.CloseAll();
    }

    private ref struct Pass(HtmlOutput output, OpenElements open, ElementWriter elements, Addresses addresses, Budget budget)
    {
        // What is still to be read.
        private ReadOnlySpan<char> rest;

        // Where the content of the last <pre> begins in the output.
        private int startOfPre = -1;

        public void Read(ReadOnlySpan<char> html)
        {
            rest = html;
            while (!rest.IsEmpty)
            {
                budget.Spend(1);
                var text = rest.IndexOf('<');
                if (text < 0)
                {
                    text = rest.Length;
                }
                WriteText(text);
                if (!rest.IsEmpty)
                {
                    ReadMarkup();
                }
            }
        }

        public void Insert(ReadOnlySpan<byte> markup)
        {
            open.MakeRoomForPhrase();
            output.Write(markup);
        }

        private void WriteText(int length)
        {
            var text = rest[..length];
            rest = rest[length..];
            if (output.Length == startOfPre)
            {
                // Parsers drop a line feed here, and would drop another each time the HTML is read again.
                text = text.TrimStart("\r\n");
            }
            if (!text.IsEmpty)
            {
                open.MakeRoomForText(text);
                output.WriteText(text);
            }
        }

        private void ReadMarkup()
        {
            if (rest is ['<', '!' or '?', ..] or ['<', '/', not ('>' or (>= 'a' and <= 'z') or (>= 'A' and <= 'Z')), ..])
            {
                rest = rest[HiddenMarkup.LengthAt(rest)..];
            }
            else if (rest.Length > 2 && char.IsAsciiLetter(rest[rest[1] == '/' ? 2 : 1]))
            {
                ReadTag();
            }
            else
            {
                WriteText(1);
            }
        }

        private void ReadTag()
        {
            Span<AttributeSpan> room = stackalloc AttributeSpan[Tag.MostAttributes];
            if (!Tag.TryRead(rest, room, out var tag))
            {
                // It has been read to the end in vain: many of them would take quadratic time.
                budget.Spend(rest.Length);
                WriteText(1);
                return;
            }
            if (AllowedElements.LosesContent(tag.Name))
            {
                Drop(tag);
                return;
            }
            rest = rest[tag.Length..];
            if (AllowedElements.Find(tag.Name) is not { } element)
            {
                return;
            }
            if (tag.IsEnd)
            {
                elements.End(element);
            }
            else
            {
                Start(element, tag);
            }
        }

        private void Drop(scoped Tag tag)
        {
            if (tag.IsEnd)
            {
                rest = rest[tag.Length..];
                return;
            }
            var end = HiddenMarkup.EndTagAfter(rest[tag.Length..], tag.Name);
            if (end < 0)
            {
                budget.Spend(rest.Length);
                WriteText(1);
                return;
            }
            rest = rest[(tag.Length + end)..];
        }

        private void Start(Element element, scoped Tag tag)
        {
            var address = addresses.Of(element, tag);
            if (element == AllowedElements.Image && address.Kind == UrlKind.Refused)
            {
                // The words that stand for the picture, as a reader would see them for a picture that cannot be loaded.
                var words = tag.ValueOf("alt");
                open.MakeRoomForText(words);
                output.WriteText(words);
                return;
            }
            if (element == AllowedElements.Checkbox && !tag.ValueOf("type").Equals("checkbox", StringComparison.OrdinalIgnoreCase))
            {
                return;
            }
            elements.Start(element, tag, address);
            if (element.Is(Placement.Preformatted))
            {
                startOfPre = output.Length;
            }
        }
    }
}
