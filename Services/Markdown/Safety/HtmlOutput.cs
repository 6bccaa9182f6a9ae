using System.Buffers;
using System.Text;
using Markdwell.Services.Markdown.Limits;

namespace Markdwell.Services.Markdown.Safety;

/// <summary>The bytes on their way out. Everything that came from an author goes through <see cref="WriteText"/> or <see cref="WriteValue"/>.</summary>
internal class HtmlOutput(Budget budget) : IDisposable
{
    // Carriage returns are normalised by HTML parsers and NUL is replaced by them: written so, nothing is left to change.
    private static readonly SearchValues<char> SpecialInText = SearchValues.Create("<>&\r\0");
    private static readonly SearchValues<char> SpecialInValue = SearchValues.Create("<>&\r\0\"");

    private byte[] buffer = ArrayPool<byte>.Shared.Rent(16 * 1024);
    private int length;

    public int Length => length;

    public ReadOnlySpan<byte> Written => buffer.AsSpan(0, length);

    public void Write(ReadOnlySpan<byte> html)
    {
        Reserve(html.Length);
        html.CopyTo(buffer.AsSpan(length));
        length += html.Length;
    }

    public virtual void WriteText(ReadOnlySpan<char> text) => WriteEscaped(text, SpecialInText);

    /// <summary>For between double quotes.</summary>
    public virtual void WriteValue(ReadOnlySpan<char> value) => WriteEscaped(value, SpecialInValue);

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = [];
    }

    protected void WriteEscaped(ReadOnlySpan<char> text, SearchValues<char> specials)
    {
        while (true)
        {
            var plain = text.IndexOfAny(specials);
            if (plain < 0)
            {
                WriteChars(text);
                return;
            }
            WriteChars(text[..plain]);
            text = text[plain..];
            if (text[0] == '&' && CharacterReference.LengthAt(text) is > 0 and var length && TryWriteReference(text[..length]))
            {
                text = text[length..];
                continue;
            }
            Write(Escape(text));
            text = text[1..];
        }
    }

    /// <summary>HTML knows them all, and those that it does not know it shows as they are.</summary>
    protected virtual bool TryWriteReference(ReadOnlySpan<char> reference)
    {
        WriteChars(reference);
        return true;
    }

    protected virtual ReadOnlySpan<byte> Escape(ReadOnlySpan<char> text) => text[0] switch
    {
        '<' => "&lt;"u8,
        '>' => "&gt;"u8,
        '&' => "&amp;"u8,
        '"' => "&quot;"u8,
        '\0' => "\uFFFD"u8,
        _ => text.Length > 1 && text[1] == '\n' ? [] : "\n"u8,
    };

    private void WriteChars(ReadOnlySpan<char> text)
    {
        Reserve(Encoding.UTF8.GetMaxByteCount(text.Length));
        length += Encoding.UTF8.GetBytes(text, buffer.AsSpan(length));
    }

    private void Reserve(int more)
    {
        budget.CheckOutput(length);
        if (length + more <= buffer.Length)
        {
            return;
        }
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(length + more, buffer.Length * 2));
        buffer.AsSpan(0, length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = larger;
    }
}
