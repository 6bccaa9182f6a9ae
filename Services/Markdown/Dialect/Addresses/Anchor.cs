namespace Markdwell.Services.Markdown.Dialect.Addresses;

/// <summary>An author's own <c>&lt;a href=…&gt;</c>.</summary>
internal static class Anchor
{
    public static bool IsStart(ReadOnlySpan<char> tag) => tag is ['<', 'a' or 'A', ' ' or '\t' or '\n' or '\r' or '>', ..];

    public static bool IsEnd(ReadOnlySpan<char> tag) => tag is ['<', '/', 'a' or 'A', ' ' or '\t' or '\n' or '\r' or '>', ..];
}
