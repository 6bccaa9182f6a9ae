using System.Text.RegularExpressions;
using Markdwell.Services.Markdown;
using Markdwell.Services.Notes;
using Markdwell.Services.Notes.Checklists;
using Markdwell.Services.Notes.Properties;

namespace Markdwell.Tests.Notes.Checklists;

/// <summary>Thousands of operations by chance, done in the text and in a model that is no text; after each of them both say the same.</summary>
public sealed partial class RandomOperationsTests
{
    private const int MostItems = 60;
    private const int MostDepth = 7;

    private static readonly ChecklistEditor Editor = new(new MarkdownRenderer(new MarkdownLimits { Time = TimeSpan.FromMinutes(1) }));

    private static readonly string[] Words =
        ["milk", "buy **bread**", "a [link](https://example.com/)", "`code`", "x | y", "- dash", "[x] box", "é 🚀", "<b>bold</b>", "1. one", "# no heading", "> no quote", "```"];

    private readonly ModelItem first = new();
    private readonly ModelItem second = new();
    private readonly HashSet<int> named = [];
    private Random random = new(0);
    private int counter;

    [Theory]
    [InlineData(1, "\n", "-", "")]
    [InlineData(2, "\r\n", "1.", "")]
    [InlineData(3, "\n", "*", "> ")]
    [InlineData(4, "\r", "9)", "")]
    public void Text_items_names_and_numbers_keep_in_step(int seed, string end, string marker, string lead)
    {
        random = new(seed);
        var head = lead.Length > 0 ? "Some prose." : "# First";
        var text = NoteText.Of(string.Join(end, head, "", $"{lead}{marker} [ ] alpha", "", "# Second", "", "More prose.", ""));
        var headings = Editor.Read(text).Headings;
        first.Add(new() { Id = 3, Label = "alpha" });
        named.UnionWith(text.LineIds);
        var done = 0;

        for (var step = 0; step < 2500; step++)
        {
            var (operation, isPossible) = Next(headings[^1].Id, text);
            var result = Editor.Apply(text, operation);

            Assert.True(result.Outcome == (isPossible ? OperationOutcome.Ok : OperationOutcome.Impossible), $"{step} {operation} {result.Outcome}\n{text.Text}");
            done += isPossible ? 1 : 0;
            text = result.Text;
            Compare(text, operation);
        }

        Assert.True(done > 2000, "Too little was possible.");
        Assert.StartsWith(head, text.Text, StringComparison.Ordinal);
        Assert.Contains($"# Second{end}{end}More prose.{end}", text.Text, StringComparison.Ordinal);
    }

    /// <summary>An operation that the model has done already, where it is possible.</summary>
    private (Operation Operation, bool IsPossible) Next(int heading, NoteText text)
    {
        List<ModelItem> all = [.. first.All, .. second.All];
        if (all.Count == 0)
        {
            return (AddTo(second, null, heading), true);
        }
        var item = all[random.Next(all.Count)];
        return random.Next(all.Count > MostItems ? 9 : 12) switch
        {
            0 => (Tick(item), true),
            1 => (Edit(item), true),
            2 or 3 => Move(item, all[random.Next(all.Count)]),
            4 or 5 => Indent(item),
            6 or 7 when all.Count > MostItems / 3 => (Remove(item), true),
            8 => (Rewrite(item, text), true),
            9 => (AddTo(second, null, heading), true),
            10 => (AddTo(second, null, null), true),
            _ => (AddTo(item.Parent!, item, null), true),
        };
    }

    private Tick Tick(ModelItem item) => new(Guid.Empty, item.Id, item.IsDone = !item.IsDone);

    private Edit Edit(ModelItem item)
    {
        var was = item.Label;
        Rename(item);
        return new(Guid.Empty, item.Id, was, (item.IsOptional ? "? " : "") + item.Label);
    }

    private (Operation, bool) Move(ModelItem item, ModelItem target)
    {
        var isBefore = random.Next(2) == 0;
        var operation = new Move(Guid.Empty, item.Id, isBefore ? target.Id : null, isBefore ? null : target.Id);
        if (target.IsIn(item))
        {
            return (operation, false);
        }
        if (target.Depth + item.Height > MostDepth)
        {
            return (Tick(item), true);
        }
        item.Leave();
        target.Parent!.Insert(target.Parent.Items.IndexOf(target) + (isBefore ? 0 : 1), item);
        return (operation, true);
    }

    private (Operation, bool) Indent(ModelItem item)
    {
        if (random.Next(3) > 0)
        {
            if (item.Depth + item.Height >= MostDepth)
            {
                return (Tick(item), true);
            }
            var above = item.Previous();
            if (above is not null)
            {
                item.Leave();
                above.Add(item);
            }
            return (new Indent(Guid.Empty, item.Id, 1), above is not null);
        }
        var around = item.Depth == 0 ? null : item.Parent;
        if (around is not null)
        {
            item.Leave();
            around.Parent!.Insert(around.Parent.Items.IndexOf(around) + 1, item);
        }
        return (new Indent(Guid.Empty, item.Id, -1), around is not null);
    }

    private static Remove Remove(ModelItem item)
    {
        item.Leave();
        return new(Guid.Empty, item.Id, item.Label);
    }

    /// <summary>Somebody edits the text itself, in one line of an item.</summary>
    private static Rewrite Rewrite(ModelItem item, NoteText text)
    {
        var line = NoteLine.Of(text).Single(line => line.Id == item.Id);
        var label = $"{item.Label} again";
        item.Label = label.Length > 60 ? "short again" : label;
        var start = Prefix().Match(line.Content).Length;
        Assert.True(start > 0, line.Content);
        var edited = line.Content[..start] + (item.IsOptional ? "? " : "") + item.Label;
        return new(Guid.Empty, text.Text, NoteLine.Join(NoteLine.Of(text).Select(other => other.Id == item.Id ? other with { Content = edited } : other), 0).Text);
    }

    private Add AddTo(ModelItem around, ModelItem? after, int? heading)
    {
        var added = Enumerable.Range(0, random.Next(1, 4)).Select(_ => new ModelItem { IsDone = random.Next(2) == 0 }).ToList();
        added.ForEach(Rename);
        var isIn = added.Count > 1 && (after?.Depth ?? 0) + 1 < MostDepth && random.Next(2) == 0;
        var index = after is null ? around.Items.Count : around.Items.IndexOf(after) + 1;
        for (var i = 0; i < added.Count; i++)
        {
            if (isIn && i > 0)
            {
                added[0].Add(added[i]);
            }
            else
            {
                around.Insert(index++, added[i]);
            }
        }
        var lines = added.Select((item, i) => $"{(isIn && i > 0 ? "  " : "")}- [{(item.IsDone ? 'x' : ' ')}] {(item.IsOptional ? "? " : "")}{item.Label}");
        return new(Guid.Empty, after?.Id, heading, string.Join('\n', lines));
    }

    private void Rename(ModelItem item)
    {
        item.Label = $"{Words[random.Next(Words.Length)]} {counter++}";
        item.IsOptional = random.Next(4) == 0;
    }

    private void Compare(NoteText text, Operation operation)
    {
        var read = Editor.Read(text);
        List<ModelItem> expected = [.. first.All, .. second.All];
        foreach (var (item, shown) in expected.Zip(read.Items).Where(pair => pair.First.Id == 0))
        {
            Assert.DoesNotContain(shown.Id, named);
            item.Id = shown.Id;
        }
        named.UnionWith(text.LineIds);
        Assert.True(expected.Select(item => item.Line).SequenceEqual(read.Items.Select(ModelItem.LineOf)), $"{operation}\n{text.Text}");
        Assert.Equal(text.LineIds.Count, text.LineIds.Distinct().Count());
        Assert.Equal(expected.Count, NaiveItem().Count(text.Text));
        Assert.Equal(new(expected.Count, expected.Count(i => i.IsDone), expected.Count(i => !i.IsOptional), expected.Count(i => i.IsDone && !i.IsOptional)), read.Progress);
        Assert.True(NoteProperty.SizeOf(text.Text) < NoteProperty.MaxSize);
    }

    [GeneratedRegex(@"(?<=^|[\r\n])[ >]*([-*+]|\d+[.)]) \[[ x]\] ", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex NaiveItem();

    [GeneratedRegex(@"^[ >]*([-*+]|\d+[.)]) \[[ x]\] ", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Prefix();
}
