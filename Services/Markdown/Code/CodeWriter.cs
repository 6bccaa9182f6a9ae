using Markdig.Renderers;
using Markdwell.Services.Markdown.Limits;

namespace Markdwell.Services.Markdown.Code;

/// <summary>Writes the text of a block with its colours. Languages only say where something is; they cannot add, change or lose a character.</summary>
internal sealed class CodeWriter(string text, HtmlRenderer renderer, Budget budget)
{
    private static readonly string[] StartTags = [.. Enum.GetNames<CodeKind>().Select(name => $"<span class=\"code-{name.ToLowerInvariant()}\">")];

    // What is written, and where the piece in waiting begins and ends.
    private int written;
    private int start;
    private int end;
    private CodeKind kind;

    public string Text => text;

    /// <summary>Pieces come in the order of the text. Neighbours of one kind become one, with the space between them.</summary>
    public void Add(CodeKind piece, int from, int to)
    {
        if (from < end || to <= from)
        {
            return;
        }
        if (piece != kind || end == 0 || !text.AsSpan(end, from - end).IsWhiteSpace())
        {
            WritePiece();
            start = from;
            kind = piece;
        }
        end = to;
    }

    public void Finish()
    {
        WritePiece();
        WriteText(text.Length);
    }

    private void WritePiece()
    {
        // Past the limit the rest stays without colours: a text of "1 1 1" would otherwise grow twenty-fold.
        if (end > start && budget.TryColour())
        {
            WriteText(start);
            renderer.Write(StartTags[(int)kind]);
            WriteText(end);
            renderer.Write("</span>");
        }
    }

    private void WriteText(int to)
    {
        renderer.WriteEscape(text.AsSpan(written, to - written));
        written = to;
    }
}
