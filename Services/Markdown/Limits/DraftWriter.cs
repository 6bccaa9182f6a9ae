using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;

namespace Markdwell.Services.Markdown.Limits;

/// <summary>Where Markdig writes. Throws as soon as the output or the time is used up, so that a small text cannot fill the memory.</summary>
internal sealed class DraftWriter(Budget budget) : TextWriter
{
    private readonly List<Fragment> fragments = [];
    private char[] buffer = ArrayPool<char>.Shared.Rent(16 * 1024);
    private int length;

    public ReadOnlySpan<char> Written => buffer.AsSpan(0, length);

    public IReadOnlyList<Fragment> Fragments => fragments;

    public Budget Budget => budget;

    public override Encoding Encoding => Encoding.Unicode;

    public override void Write(char value)
    {
        Reserve(1);
        buffer[length++] = value;
    }

    public override void Write(ReadOnlySpan<char> text)
    {
        Reserve(text.Length);
        text.CopyTo(buffer.AsSpan(length));
        length += text.Length;
    }

    /// <summary>
    /// Sets a place aside for markup of our own making that the re-writer would drop if an author wrote it. The place is a
    /// position, not a mark in the text: nothing an author writes can be taken for one.
    /// </summary>
    /// <param name="markup">Words and their elements; it may stand wherever text may, and is whole by itself.</param>
    public void Insert(ReadOnlyMemory<byte> markup)
    {
        budget.CheckOutput(length + (long)markup.Length);
        fragments.Add(new(length, markup));
    }

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    // Markdown's HTML has line feeds on every platform.
    public override void WriteLine() => Write('\n');

    protected override void Dispose(bool disposing)
    {
        if (buffer.Length > 0)
        {
            ArrayPool<char>.Shared.Return(buffer);
            buffer = [];
            length = 0;
        }
        base.Dispose(disposing);
    }

    private void Reserve(int more)
    {
        budget.Spend(0);
        if (length + more <= buffer.Length)
        {
            return;
        }
        budget.CheckOutput(length + (long)more);
        var larger = ArrayPool<char>.Shared.Rent(Math.Max(length + more, buffer.Length * 2));
        Written.CopyTo(larger);
        ArrayPool<char>.Shared.Return(buffer);
        buffer = larger;
    }
}

/// <param name="At">Before which character of the draft it stands.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Fragment(int At, ReadOnlyMemory<byte> Markup);
