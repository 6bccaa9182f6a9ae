using System.Collections.Frozen;

namespace Markdwell.Services.Markdown.Code;

internal ref partial struct GrammarReader
{
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> DeclareFunctions = Grammar.Words("def defp fn func fun function sub proc", ignoreCase: true);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> DeclareTypes =
        Grammar.Words("class struct interface enum trait impl extends implements new record protocol extension module namespace object union type");

    private void ReadNumber()
    {
        var end = at;
        while (end < to && (IsWord(text[end]) || IsInsideNumber(end)))
        {
            end++;
        }
        // A percent sign is a unit in style sheets and an operator elsewhere; nobody minds its colour.
        Take(CodeKind.Constant, end < to && text[end] == '%' && grammar.KeyMark == ':' ? end + 1 : end);
        afterValue = true;
        startsCommand = false;
    }

    /// <summary>1.5, 1'000, 1e-9: marks that belong to a number when a digit follows.</summary>
    private readonly bool IsInsideNumber(int end) => end + 1 < to && end > at && char.IsAsciiDigit(text[end + 1])
        && (text[end] is '.' || (text[end] == '\'' && !grammar.Apostrophes) || (text[end] is '-' or '+' && text[end - 1] is 'e' or 'E' && text[at + 1] is not ('x' or 'X')));

    private void ReadWord()
    {
        var end = at + 1;
        while (end < to && IsWordPart(text[end]))
        {
            end++;
        }
        var word = text.AsSpan(at, end - at);
        var next = end < to ? text[end] : '\n';
        var isMember = at > begin && text[at - 1] == '.' && !grammar.WordParts.Contains('.', StringComparison.Ordinal);
        var start = at;
        at = end;
        var kind = KindOf(word, next, isMember);
        if (kind is { } known)
        {
            code.Add(known, start, end);
        }
        declares = kind != CodeKind.Keyword ? null
            : DeclareFunctions.Contains(word) ? CodeKind.Function
            : DeclareTypes.Contains(word) ? CodeKind.Type
            : null;
        afterValue = kind != CodeKind.Keyword;
        startsCommand = kind == CodeKind.Keyword && startsCommand;
    }

    private readonly CodeKind? KindOf(ReadOnlySpan<char> word, char next, bool isMember)
    {
        if (word.StartsWith("--", StringComparison.Ordinal) && grammar.KeyMark == ':')
        {
            return CodeKind.Variable;
        }
        if (IsKey())
        {
            return CodeKind.Property;
        }
        if (!isMember)
        {
            if (grammar.Keywords.Contains(word))
            {
                return CodeKind.Keyword;
            }
            if (grammar.Constants.Contains(word))
            {
                return CodeKind.Constant;
            }
            if (grammar.Types.Contains(word))
            {
                return CodeKind.Type;
            }
            if (declares is { } declared && next != '.')
            {
                return declared;
            }
        }
        return grammar.Calls && next == '(' && word[0] != '-' ? CodeKind.Function
            : grammar.CapitalsAreTypes && !isMember && char.IsUpper(word[0]) ? CodeKind.Type
            : grammar.Commands && startsCommand && next != '=' && char.IsLetter(word[0]) ? CodeKind.Function
            : null;
    }

    /// <summary>Whether what was just read is the name of a value.</summary>
    private readonly bool IsKey()
    {
        if (grammar.KeyMark == '\0')
        {
            return false;
        }
        var mark = at;
        while (mark < to && text[mark] is ' ' or '\t')
        {
            mark++;
        }
        // "http://" is no name, nor is what is compared by "==".
        return mark < to && text[mark] == grammar.KeyMark && (mark + 1 >= to || text[mark + 1] is not ('/' or '=' or ':'));
    }

    private bool TrySigil(char c) => grammar.Sigils.TryGetValue(c, out var kind) && TrySigilled(kind);

    private bool TrySigilled(CodeKind kind)
    {
        var end = at + 1;
        var isBraced = end < to && text[end] == '{';
        end += isBraced ? 1 : 0;
        var start = end;
        while (end < to && IsWordPart(text[end]))
        {
            end++;
        }
        if (end == start)
        {
            return false;
        }
        Take(kind, isBraced && end < to && text[end] == '}' ? end + 1 : end);
        afterValue = true;
        startsCommand = false;
        return true;
    }

    private bool TryTag(char c)
    {
        if (!grammar.Tags || c != '<' || afterValue)
        {
            return false;
        }
        var start = at + 1 < to && text[at + 1] == '/' ? at + 2 : at + 1;
        var end = start;
        while (end < to && (IsWord(text[end]) || text[end] is '.' or '-'))
        {
            end++;
        }
        if (end == start)
        {
            return false;
        }
        at = end;
        code.Add(CodeKind.Tag, start, end);
        return true;
    }

    private static bool IsWord(char c) => char.IsLetterOrDigit(c) || c == '_';
}
