using System.Globalization;
using Markdwell.Services.Sources.Macros;

namespace Markdwell.Pages.Macros;

/// <summary>
/// The query of a macro's frame as Confluence writes it for readers. Whatever is written in another way is nothing here, even if the page
/// understands it: so there is no query that the two of them read differently.
/// </summary>
internal static class PlainMacroQuery
{
    private const string ForReaders = "display";

    private static readonly string[] Names = ["pageId", "pageVersion", "macroId", "outputType"];

    /// <param name="query">As it was sent.</param>
    public static MacroAddress? Read(int tenantId, ReadOnlySpan<char> query)
    {
        query = query.StartsWith('?') ? query[1..] : query;
        Span<Range> values = stackalloc Range[Names.Length];
        return TryFind(query, values)
            && query[values[3]].SequenceEqual(ForReaders)
            && int.TryParse(query[values[1]], NumberStyles.None, CultureInfo.InvariantCulture, out var pageVersion)
                ? MacroAddress.TryCreate(tenantId, query[values[0]].ToString(), pageVersion, query[values[2]].ToString())
                : null;
    }

    /// <summary>Where the values of the names are, each of which has to be there once, and unescaped.</summary>
    private static bool TryFind(ReadOnlySpan<char> query, Span<Range> values)
    {
        values.Clear();
        foreach (var range in query.Split('&'))
        {
            var piece = query[range];
            var end = piece.IndexOf('=') is >= 0 and var equals ? equals : piece.Length;
            if (piece[..end].ContainsAny('%', '+'))
            {
                // It may be one of the names in another spelling.
                return false;
            }

            if (IndexOf(piece[..end]) is >= 0 and var index)
            {
                if (end == piece.Length || !values[index].Equals(default))
                {
                    return false;
                }

                values[index] = (range.Start.Value + end + 1)..range.End;
            }
        }

        return !values.Contains(default);
    }

    // The page takes a name in either case.
    private static int IndexOf(ReadOnlySpan<char> name)
    {
        for (var i = 0; i < Names.Length; i++)
        {
            if (name.Equals(Names[i], StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }
        }

        return -1;
    }
}
