using System.Buffers;

namespace Markdwell.Services.Markdown.Dialect.Addresses;

/// <summary>How far an address reaches. Every character is looked at a fixed number of times.</summary>
internal static class WebAddress
{
    // A host of more names is taken with underscores anywhere: reading it again at each of its names would cost the square.
    private const int MostNamesToJudge = 10;

    private static readonly SearchValues<char> Ends = SearchValues.Create(" \t\n\v\f\r<");

    /// <param name="text">Begins with what stands before the host, as <c>://</c>.</param>
    /// <param name="host">Where the host begins.</param>
    /// <returns>0 if it is no address.</returns>
    public static int LengthAt(ReadOnlySpan<char> text, int host)
    {
        if (!HasHost(text[host..]))
        {
            return 0;
        }
        var end = text.IndexOfAny(Ends);
        return LengthWithoutPunctuation(end < 0 ? text : text[..end]);
    }

    /// <summary>An underscore may not stand in the last two names. One name is enough: <c>http://localhost</c>.</summary>
    private static bool HasHost(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || !IsInName(text[0]))
        {
            return false;
        }
        var names = 1;
        var inLast = false;
        var inLastButOne = false;
        foreach (var c in text)
        {
            if (c == '.')
            {
                names++;
                inLastButOne = inLast;
                inLast = false;
            }
            else if (c == '_')
            {
                inLast = true;
            }
            else if (c != '-' && !IsInName(c))
            {
                break;
            }
        }
        return names > MostNamesToJudge || !(inLast || inLastButOne);
    }

    private static bool IsInName(char c) =>
        char.IsAscii(c) ? char.IsAsciiLetterOrDigit(c) : !char.IsWhiteSpace(c) && !char.IsPunctuation(c);

    /// <summary>What ends a sentence does not end an address, nor does a bracket that was opened before it, nor what looks like a reference.</summary>
    private static int LengthWithoutPunctuation(ReadOnlySpan<char> address)
    {
        var unopened = address.Count(')') - address.Count('(');
        while (!address.IsEmpty)
        {
            switch (address[^1])
            {
                case '?' or '!' or '.' or ',' or ':' or '*' or '_' or '~' or '\'' or '"':
                    address = address[..^1];
                    break;
                case ')' when unopened > 0:
                    unopened--;
                    address = address[..^1];
                    break;
                case ';':
                    address = address[..^LengthOfReference(address)];
                    break;
                default:
                    return address.Length;
            }
        }
        return 0;
    }

    /// <returns>From the ampersand to the semicolon at the end; 1 if it is only a semicolon.</returns>
    private static int LengthOfReference(ReadOnlySpan<char> address)
    {
        var name = address.Length - 2;
        while (name >= 0 && char.IsAsciiLetterOrDigit(address[name]))
        {
            name--;
        }
        return name >= 0 && name < address.Length - 2 && address[name] == '&' ? address.Length - name : 1;
    }
}
