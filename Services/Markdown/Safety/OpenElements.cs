using System.Buffers;
using Markdwell.Services.Markdown.Limits;

namespace Markdwell.Services.Markdown.Safety;

/// <summary>
/// The elements open right now. Writes the end tags that the HTML parser would imply, closes in order, and keeps tables to
/// table parts: what leaves is read by every parser as exactly the tree that was written.
/// </summary>
internal sealed class OpenElements(HtmlOutput output, Budget budget)
{
    // HTML's own; a hard space or U+2028 is text to it.
    private static readonly SearchValues<char> WhiteSpace = SearchValues.Create(" \t\n\f\r");

    private readonly List<Element> stack = [];

    private Element? Current => stack.Count > 0 ? stack[^1] : null;

    /// <summary>Makes room for the element where it stands.</summary>
    /// <returns>False when it has no place here, as a cell outside a table.</returns>
    public bool MakeRoomFor(Element element)
    {
        if (element.Is(Placement.TablePart))
        {
            return MakeRoomInTable(element);
        }
        MakeRoomForPhrase();
        if (element.Is(Placement.Block))
        {
            CloseNearest(Placement.Paragraph, Placement.Wall);
        }
        if (element.Is(Placement.Heading) && Current?.Is(Placement.Heading) == true)
        {
            Pop();
        }
        if (element.Is(Placement.ListItem))
        {
            CloseNearest(Placement.ListItem, Placement.List | Placement.Wall);
        }
        if (element.Is(Placement.DefinitionItem))
        {
            CloseNearest(Placement.DefinitionItem, Placement.DefinitionList | Placement.Wall);
        }
        if (element.Is(Placement.Link))
        {
            CloseNearest(Placement.Link, Placement.Wall);
        }
        if (element.Is(Placement.Ruby))
        {
            PopWhile(Placement.Ruby | Placement.Paragraph | Placement.ListItem | Placement.DefinitionItem);
        }
        return true;
    }

    public void Push(Element element)
    {
        stack.Add(element);
        budget.CheckOpenElements(stack.Count);
    }

    public void MakeRoomForText(ReadOnlySpan<char> text)
    {
        if (Current?.Is(Placement.TableFrame) == true && text.ContainsAnyExcept(WhiteSpace))
        {
            MakeRoomForPhrase();
        }
    }

    /// <summary>Words straight inside a table would be moved before it ("foster parenting"): the table ends instead.</summary>
    public void MakeRoomForPhrase()
    {
        while (Current?.Is(Placement.TableFrame) == true)
        {
            Pop();
        }
    }

    /// <summary>Ends the nearest such element with all that is open in it. An end tag without its start is dropped.</summary>
    public void Close(Element element)
    {
        for (var i = stack.Count - 1; i >= 0; i--)
        {
            if (stack[i] == element)
            {
                PopTo(i);
                return;
            }
            // A stray </b> in a cell does not end the table around it.
            if (stack[i].Is(Placement.Wall) && !element.Is(Placement.TablePart | Placement.Table))
            {
                return;
            }
        }
    }

    public void CloseAll() => PopTo(0);

    private bool MakeRoomInTable(Element part)
    {
        var table = stack.FindLastIndex(open => open.Is(Placement.Table));
        if (table < 0)
        {
            return false;
        }
        var parents = part.Is(Placement.Cell) ? Placement.Row | Placement.Section | Placement.Table
            : part.Is(Placement.Row) ? Placement.Section | Placement.Table
            : Placement.Table;
        while (!Current!.Is(parents))
        {
            Pop();
        }
        if (part.Is(Placement.Row | Placement.Cell) && Current.Is(Placement.Table))
        {
            Imply(AllowedElements.TableBody);
        }
        if (part.Is(Placement.Cell) && Current.Is(Placement.Section))
        {
            Imply(AllowedElements.TableRow);
        }
        return true;
    }

    private void Imply(Element element)
    {
        output.Write(element.StartTag);
        output.Write(">"u8);
        Push(element);
    }

    private void CloseNearest(Placement wanted, Placement boundary)
    {
        for (var i = stack.Count - 1; i >= 0 && !stack[i].Is(boundary); i--)
        {
            if (stack[i].Is(wanted))
            {
                PopTo(i);
                return;
            }
        }
    }

    private void PopWhile(Placement any)
    {
        while (Current?.Is(any) == true)
        {
            Pop();
        }
    }

    private void PopTo(int index)
    {
        while (stack.Count > index)
        {
            Pop();
        }
    }

    private void Pop()
    {
        output.Write(stack[^1].EndTag);
        stack.RemoveAt(stack.Count - 1);
    }
}
