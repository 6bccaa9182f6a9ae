using Markdwell.Services.Markdown;
using Markdwell.Services.Notes.Checklists;

namespace Markdwell.Tests.Notes.Checklists;

/// <summary>What two have made of one text.</summary>
public sealed class MergeTests
{
    private static readonly ChecklistEditor Editor = new(new MarkdownRenderer(new MarkdownLimits { Time = TimeSpan.FromMinutes(1) }));

    [Theory]
    // Lines next to each other.
    [InlineData("- [ ] a\n- [ ] b", "- [x] a\n- [ ] b", "- [ ] a\n- [x] b", "- [x] a\n- [x] b")]
    // Box and words of one line.
    [InlineData("- [ ] buy milk", "- [x] buy milk", "- [ ] buy milk, too", "- [x] buy milk, too")]
    [InlineData("- [ ] buy milk", "- [ ] buy milk, too", "- [x] buy milk", "- [x] buy milk, too")]
    [InlineData("- [ ] buy milk", "- [x] buy milk", "- [ ] call Bob", "- [ ] call Bob")]
    // New lines in one place, one of them the same.
    [InlineData("- [ ] a\n", "- [ ] a\n- [ ] b\n", "- [ ] a\n- [ ] c\n", "- [ ] a\n- [ ] c\n- [ ] b\n")]
    [InlineData("- [ ] a", "- [ ] a\n- [ ] b", "- [ ] a\n- [ ] b\n- [ ] c", "- [ ] a\n- [ ] b\n- [ ] c")]
    [InlineData("", "a\n", "b\n", "b\na\n")]
    // Gone, and unchanged by the other.
    [InlineData("a\nb\nc\n", "a\nc\n", "a\nb\nc\nd\n", "a\nc\nd\n")]
    [InlineData("a\nb\nc\n", "a\nb\nc\nd\n", "a\nc\n", "a\nc\nd\n")]
    // Moved by one, ticked by the other.
    [InlineData("- [ ] a\n- [ ] b\n- [ ] c\n", "- [x] a\n- [ ] b\n- [ ] c\n", "- [ ] b\n- [ ] c\n- [ ] a\n", "- [ ] b\n- [ ] c\n- [x] a\n")]
    [InlineData("- [ ] a\n- [ ] b\n- [ ] c\n", "- [ ] b\n- [ ] c\n- [ ] a\n", "- [x] a\n- [ ] b\n- [ ] c\n", "- [ ] b\n- [ ] c\n- [x] a\n")]
    [InlineData("- [ ] a\n- [ ] b\n", "- [ ] a\n  - [ ] b\n", "- [ ] a\n- [x] b\n", "- [ ] a\n  - [x] b\n")]
    [InlineData("- [ ] a\n- [ ] b\n- [ ] c\n", "- [x] a\n- [x] b\n- [ ] c\n", "- [ ] new\n- [ ] b\n- [ ] c\n- [x] a\n", "- [ ] new\n- [x] b\n- [ ] c\n- [x] a\n")]
    // Moved by both: where we put it.
    [InlineData("a\nb\nc\nd\n", "b\nc\na\nd\n", "b\nc\nd\na\n", "b\nc\nd\na\n")]
    // Line ends.
    [InlineData("a\nb\n", "a\r\nb\r\n", "a\nb\nc\n", "a\r\nb\r\nc\n")]
    [InlineData("a\nb", "a\nb\nc", "x\na\nb", "x\na\nb\nc")]
    [InlineData("a\nb\n", "a\nb", "a\nb\nc\n", "a\nb\nc")]
    // The same line differently: ours.
    [InlineData("- [ ] a", "- [ ] theirs", "- [ ] ours", "- [ ] ours")]
    [InlineData("a\nb\n", "a\n", "a\nb!\n", "a\nb!\n")]
    [InlineData("a\nb\n", "a\nb!\n", "a\n", "a\n")]
    public void Both_are_kept(string was, string theirs, string ours, string expected)
    {
        var named = NoteText.Of(was).With(ours);

        var merged = ChecklistEditor.Merge(was, theirs, named);

        Assert.Equal(expected, merged.Text);
        Assert.Equal(merged.LineIds.Count, merged.LineIds.Distinct().Count());
        Assert.All(merged.LineIds.Where(id => id < named.NextId), id => Assert.Contains(id, named.LineIds));
    }

    [Theory]
    [InlineData("- [ ] a\n- [ ] b\n", "- [x] a\n- [ ] b\n", "- [ ] a\n- [ ] b, edited\n\ntext\n", "- [x] a\n- [ ] b, edited\n\ntext\n")]
    [InlineData("a\nb\n", "a\nb\nc\n", "b\n", "b\nc\n")]
    [InlineData("a\r\nb\r\n", "a\r\nb\r\nc\r\n", "a\nx\nb\n", "a\r\nx\r\nb\r\nc\r\n")]
    [InlineData("a\nb\n", "a\nb\n", "a\rb\r", "a\rb\r")]
    [InlineData("a\n", "a\n", "", "")]
    public void A_rewritten_text_takes_in_what_others_did_meanwhile(string was, string now, string text, string expected)
    {
        var result = Editor.Apply(NoteText.Of(was).With(now), new Rewrite(Guid.Empty, was, text));

        Assert.Equal((OperationOutcome.Ok, expected), (result.Outcome, result.Text.Text));
    }

    [Theory]
    [InlineData("a\nb\n", "a\ntheirs b\n", "a\nour b\n")]
    [InlineData("a\nb\n", "a\n", "a\nb!\n")]
    [InlineData("a\nb\n", "a\nb!\n", "a\n")]
    [InlineData("- [ ] a", "- [x] b", "- [ ] c")]
    public void Two_versions_of_one_line_are_for_the_writer_to_decide(string was, string now, string text)
    {
        var result = Editor.Apply(NoteText.Of(now), new Rewrite(Guid.Empty, was, text));

        Assert.Equal((OperationOutcome.Conflict, now, now), (result.Outcome, result.Text.Text, result.Theirs));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Of_two_who_write_at_once_both_find_their_work(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 300; round++)
        {
            var was = NoteText.Of(string.Concat(Enumerable.Range(0, random.Next(2, 20)).Select(i => $"- [ ] item number {(char)('a' + i)}\n")));
            var ticked = new HashSet<string>(StringComparer.Ordinal);
            var ours = Worked(was, "ours", random, ticked);
            var theirs = Worked(was, "theirs", random, ticked);

            var merged = Editor.Read(ChecklistEditor.Merge(was.Text, theirs.Text, ours)).Items;

            var labels = merged.Select(item => item.Label).ToList();
            var expected = Editor.Read(ours).Items.Concat(Editor.Read(theirs).Items).Select(item => item.Label).Distinct();
            Assert.Equal(expected.Order(StringComparer.Ordinal), labels.Order(StringComparer.Ordinal));
            Assert.Equal(ticked.Order(StringComparer.Ordinal), merged.Where(item => item.IsDone).Select(item => item.Label).Order(StringComparer.Ordinal));
        }
    }

    /// <summary>Ticks anything, adds anywhere; one of both moves.</summary>
    private static NoteText Worked(NoteText text, string who, Random random, HashSet<string> ticked)
    {
        for (var steps = random.Next(1, 10); steps > 0; steps--)
        {
            var items = Editor.Read(text).Items.Where(item => !item.Label.StartsWith(who, StringComparison.Ordinal)).ToList();
            var item = items[random.Next(items.Count)];
            var kind = random.Next(who == "ours" ? 4 : 2);
            Operation operation = kind switch
            {
                0 => new Tick(Guid.Empty, item.Id, true),
                1 => new Add(Guid.Empty, item.Id, null, $"{who} {steps}"),
                2 => new Move(Guid.Empty, item.Id, null, items[random.Next(items.Count)].Id),
                _ => new Indent(Guid.Empty, item.Id, 1),
            };
            if (kind == 0)
            {
                ticked.Add(item.Label);
            }
            text = Editor.Apply(text, operation).Text;
        }
        return text;
    }
}
