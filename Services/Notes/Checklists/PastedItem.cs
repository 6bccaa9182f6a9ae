using System.Text.RegularExpressions;
using Markdwell.Services.Markdown;

namespace Markdwell.Services.Notes.Checklists;

/// <summary>A line that somebody typed or pasted, whatever it was a list of.</summary>
/// <param name="Depth">How many of the items before it is in, by its indent.</param>
internal sealed partial record PastedItem(int Depth, bool IsDone, string Words)
{
    private const int LeastIndent = 2;

    public static IReadOnlyList<PastedItem> Read(string text)
    {
        var items = new List<PastedItem>();
        var indents = new Stack<int>();
        foreach (var line in TextLine.Of(text))
        {
            var parts = Parts.Match(line.Content(text).ToString());
            if (parts.Groups["words"].Length > 0)
            {
                var indent = ItemStyle.ColumnAfter(parts.Groups["lead"].ValueSpan);
                items.Add(new(Level(indents, indent), parts.Groups["state"].ValueSpan.Trim().Length > 0, parts.Groups["words"].Value));
            }
        }
        return items;
    }

    private static int Level(Stack<int> indents, int indent)
    {
        while (indents.TryPeek(out var last) && last > indent)
        {
            indents.Pop();
        }
        if (!indents.TryPeek(out var around) || indent >= around + LeastIndent)
        {
            indents.Push(indent);
        }
        return indents.Count - 1;
    }

    // Word processors have bullets of their own, and people leave the space out of a box. Never back: a line of spaces would take seconds.
    [GeneratedRegex(@"^(?<lead>[ \t]*)((?:[-+*•]|\d{1,9}[.)])([ \t]+|$))?(\[(?<state>[ xX]?)\]([ \t]+|$))?(?<words>.*?)\s*$", RegexOptions.Singleline | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Parts { get; }
}
