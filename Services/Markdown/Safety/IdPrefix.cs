using System.Buffers;

namespace Markdwell.Services.Markdown.Safety;

internal static class IdPrefix
{
    private static readonly SearchValues<char> Allowed = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_");

    /// <summary>The prefix is ours, so a bad one is a mistake in our code; empty, it would let an author name an element <c>body</c> (DOM clobbering).</summary>
    public static void ThrowIfUnfit(string prefix)
    {
        ArgumentException.ThrowIfNullOrEmpty(prefix);
        if (prefix.AsSpan().ContainsAnyExcept(Allowed) || !char.IsAsciiLetter(prefix[0]))
        {
            throw new ArgumentException("An id prefix starts with a letter and holds only letters, digits, '-' and '_'.", nameof(prefix));
        }
    }
}
