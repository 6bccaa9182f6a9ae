namespace Markdwell.Services.Markdown.Code;

/// <summary>
/// Finds the pieces of a text in one pass from left to right. A character is looked at a fixed number of times whatever the
/// text, and nothing is tried again: there is no code that takes long, so there is no clock.
/// </summary>
internal abstract class Language
{
    public abstract void Read(CodeWriter code);

    protected static int EndOfLine(string text, int from) => text.IndexOf('\n', from) is >= 0 and var end ? end : text.Length;

    /// <summary>Behind the next <paramref name="close"/>, or the end of the text.</summary>
    protected static int Behind(string text, string close, int from) =>
        text.IndexOf(close, Math.Min(from, text.Length), StringComparison.Ordinal) is >= 0 and var at ? at + close.Length : text.Length;

    protected static bool IsWord(char c) => char.IsLetterOrDigit(c) || c == '_';
}
