namespace Markdwell.Services.Markdown.Safety;

/// <summary>How a kind of output writes the elements that may leave. What may leave at all is not its matter.</summary>
internal abstract class ElementWriter
{
    /// <param name="address">Of a link or a picture.</param>
    public abstract void Start(Element element, scoped Tag tag, scoped Address address);

    public abstract void End(Element element);
}

/// <summary>As they are.</summary>
internal sealed class HtmlElementWriter(HtmlOutput output, OpenElements open, AttributeWriter attributes) : ElementWriter
{
    public override void Start(Element element, scoped Tag tag, scoped Address address)
    {
        if (!open.MakeRoomFor(element))
        {
            return;
        }
        output.Write(element.StartTag);
        attributes.Write(element, tag, address);
        output.Write(">"u8);
        if (!element.IsVoid)
        {
            open.Push(element);
        }
    }

    public override void End(Element element) => open.Close(element);
}
