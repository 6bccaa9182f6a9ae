namespace Markdwell.Tests.Markdown.Safety;

/// <summary>
/// Cuts pieces out of a text that fails as long as it still fails. Libraries for property tests draw a new, smaller text instead;
/// what one in ten thousand texts does is not found twice.
/// </summary>
internal static class Shrinking
{
    public static string Smallest(string text, Func<string, bool> fails)
    {
        var size = text.Length;
        while (size > 0)
        {
            var smaller = Without(text, size, fails);

            // What was needed for a piece that is gone may go now, too.
            size = smaller.Length < text.Length ? Math.Min(size, smaller.Length) : size / 2;
            text = smaller;
        }
        return text;
    }

    private static string Without(string text, int size, Func<string, bool> fails)
    {
        for (var at = 0; at < text.Length;)
        {
            var less = text.Remove(at, Math.Min(size, text.Length - at));
            if (fails(less))
            {
                text = less;
            }
            else
            {
                at += size;
            }
        }
        return text;
    }
}
