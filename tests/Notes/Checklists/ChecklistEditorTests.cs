using Markdwell.Services.Markdown;
using Markdwell.Services.Notes;
using Markdwell.Services.Notes.Checklists;
using Markdwell.Services.Notes.Properties;

namespace Markdwell.Tests.Notes.Checklists;

/// <summary>One operation on one text. Items are named by the number of their line, from 1, as a text that nobody has named yet has them.</summary>
public sealed class ChecklistEditorTests
{
    private static readonly ChecklistEditor Editor = new(new MarkdownRenderer(new MarkdownLimits { Time = TimeSpan.FromMinutes(1) }));

    [Theory]
    [InlineData("- [ ] a\r\n- [X] b  \r\n", 1, true, "- [x] a\r\n- [X] b  \r\n")]
    [InlineData("- [ ] a\r\n- [X] b  \r\n", 2, false, "- [ ] a\r\n- [ ] b  \r\n")]
    [InlineData("- [X] a", 1, true, "- [X] a")]
    [InlineData("> 1)\t[ ]\tb [ ]", 1, true, "> 1)\t[x]\tb [ ]")]
    [InlineData("-\n  [ ] a", 2, true, "-\n  [x] a")]
    [InlineData("- 1. [ ] a", 1, true, "- 1. [x] a")]
    [InlineData("- [ ]", 1, true, "- [x]")]
    public void A_tick_changes_one_character(string text, int item, bool isDone, string expected) =>
        Assert.Equal((OperationOutcome.Ok, expected), Done(text, new Tick(Guid.Empty, item, isDone)));

    [Theory]
    [InlineData("- [ ] a", "a", "b", "- [ ] b")]
    [InlineData("  *\t[x]  a \t\r\n    c\r\n", "a", " b ", "  *\t[x]  b \t\r\n    c\r\n")]
    [InlineData("- [ ] ? a", "a", "? b", "- [ ] ? b")]
    [InlineData("- [ ] ? a", "? a", "a", "- [ ] a")]
    [InlineData("- [ ] a", "a", "? a", "- [ ] ? a")]
    [InlineData("- [ ]\n- [ ] c", "", "b", "- [ ] b\n- [ ] c")]
    [InlineData("- [ ] a", "a", "b\r\n- [ ] c", "- [ ] b - [ ] c")]
    [InlineData("- [ ] a", "other", "a", "- [ ] a")]
    [InlineData("- [ ] `a", "`a", "```", "- [ ] ```")]
    [InlineData("- [ ] a", "a", "<!-- b", "- [ ] <!-- b")]
    public void An_edit_changes_the_label_alone(string text, string was, string label, string expected) =>
        Assert.Equal((OperationOutcome.Ok, expected), Done(text, new Edit(Guid.Empty, 1, was, label)));

    [Fact]
    public void Words_that_somebody_else_has_changed_are_handed_back()
    {
        var result = Editor.Apply(NoteText.Of("- [ ] ? theirs"), new Edit(Guid.Empty, 1, "before", "ours"));

        Assert.Equal((OperationOutcome.Replaced, "- [ ] ours", "? theirs"), (result.Outcome, result.Text.Text, result.Theirs));
    }

    [Theory]
    [InlineData("", "a", "- [ ] a\n")]
    [InlineData("text", "a", "text\n\n- [ ] a")]
    [InlineData("text\r\n", "a", "text\r\n\r\n- [ ] a\r\n")]
    [InlineData("text\n\n", "a", "text\n\n- [ ] a\n")]
    [InlineData("- plain\n", "a", "- plain\n- [ ] a\n")]
    [InlineData("* [x] b\r\n  more\r\n\r\n", "a", "* [x] b\r\n  more\r\n* [ ] a\r\n\r\n")]
    [InlineData("9. [x] b", "a\nc", "9. [x] b\n10. [ ] a\n11. [ ] c")]
    [InlineData("1. [x] b\n1. [ ] c\n", "a", "1. [x] b\n1. [ ] c\n1. [ ] a\n")]
    [InlineData("> - [ ] b", "a", "> - [ ] b\n> - [ ] a")]
    [InlineData("- [ ] b\n\n- [ ] c\n", "a\nd", "- [ ] b\n\n- [ ] c\n\n- [ ] a\n\n- [ ] d\n")]
    [InlineData("```\ncode\n```\n", "a", "```\ncode\n```\n\n- [ ] a\n")]
    [InlineData("-\t[ ] b\n", "a", "-\t[ ] b\n-\t[ ] a\n")]
    [InlineData("- 3) [ ] b\n", "a", "- 3) [ ] b\n  4) [ ] a\n")]
    [InlineData("", "- [x] a\n* b\n1. c\n[ ] d\n\n  \n[] e\n• f\n? g", "- [x] a\n- [ ] b\n- [ ] c\n- [ ] d\n- [ ] e\n- [ ] f\n- [ ] ? g\n")]
    [InlineData("10. [ ] z\n", "a\n  - [x] b\n\t- c\n  d\ne", "10. [ ] z\n11. [ ] a\n    - [x] b\n      - [ ] c\n    - [ ] d\n12. [ ] e\n")]
    [InlineData("", "    a\n    b\n c\n  d", "- [ ] a\n- [ ] b\n- [ ] c\n- [ ] d\n")]
    public void New_items_go_to_the_end_and_look_like_their_neighbours(string text, string added, string expected) =>
        Assert.Equal((OperationOutcome.Ok, expected), Done(text, new Add(Guid.Empty, null, null, added)));

    [Theory]
    [InlineData("- [ ] a\n  - [ ] b\n- [ ] c\n", 1, "- [ ] a\n  - [ ] b\n- [ ] new\n- [ ] c\n")]
    [InlineData("- [ ] a\n  - [ ] b\n- [ ] c\n", 2, "- [ ] a\n  - [ ] b\n  - [ ] new\n- [ ] c\n")]
    [InlineData("1. [ ] a\n2. [ ] b\n", 1, "1. [ ] a\n2. [ ] new\n2. [ ] b\n")]
    [InlineData("- [ ] a\nlazy\n\ntext", 1, "- [ ] a\nlazy\n- [ ] new\n\ntext")]
    [InlineData("- [ ] a\n\ntext", 99, "- [ ] a\n\ntext\n\n- [ ] new")]
    public void A_new_item_goes_below_another_with_all_that_is_in_it(string text, int after, string expected) =>
        Assert.Equal((OperationOutcome.Ok, expected), Done(text, new Add(Guid.Empty, after, null, "new")));

    [Theory]
    [InlineData("# A\n\n- [ ] a\n\n# B\n", 1, "# A\n\n- [ ] a\n- [ ] new\n\n# B\n")]
    [InlineData("# A\n# B\n", 1, "# A\n\n- [ ] new\n\n# B\n")]
    [InlineData("A\nstill\n===\nB\n===\n", 1, "A\nstill\n===\n\n- [ ] new\n\nB\n===\n")]
    [InlineData("# A\n\ntext\n\n## B\n- [ ] b\n", 1, "# A\n\ntext\n\n- [ ] new\n\n## B\n- [ ] b\n")]
    [InlineData("# A\n\n# B", 3, "# A\n\n# B\n\n- [ ] new")]
    [InlineData("# A\n\n# B", 99, "# A\n\n# B\n\n- [ ] new")]
    public void A_new_item_goes_below_a_heading(string text, int heading, string expected) =>
        Assert.Equal((OperationOutcome.Ok, expected), Done(text, new Add(Guid.Empty, null, heading, "new")));

    [Theory]
    [InlineData("- [ ] a\n- [ ] b\n- [ ] c\n", 3, 1, null, "- [ ] c\n- [ ] a\n- [ ] b\n")]
    [InlineData("- [ ] a\n- [ ] b\n- [ ] c", 1, null, 3, "- [ ] b\n- [ ] c\n- [ ] a")]
    [InlineData("- [ ] a\n- [ ] b\n", 2, null, 1, "- [ ] a\n- [ ] b\n")]
    [InlineData("- [ ] a\n- [ ] b\n", 1, 2, null, "- [ ] a\n- [ ] b\n")]
    [InlineData("- [ ] a\n  - [ ] b\n    text\n    \n    ```\n    \tcode\n    ```\n- [ ] c\n", 2, null, 8, "- [ ] a\n- [ ] c\n- [ ] b\n  text\n    \n  ```\n      code\n  ```\n")]
    [InlineData("- [ ] a\n  - [ ] b\nlazy\n- [ ] c\n", 2, null, 4, "- [ ] a\n- [ ] c\n- [ ] b\nlazy\n")]
    [InlineData("1. [ ] a\n2. [ ] b\n   - [ ] c\n3. [ ] d\n", 1, null, 4, "1. [ ] b\n   - [ ] c\n3. [ ] d\n4. [ ] a\n")]
    [InlineData("9. [ ] a\n10. [ ] b\n    - [ ] c\n", 1, null, 2, "9. [ ] b\n   - [ ] c\n11. [ ] a\n")]
    [InlineData("1. [ ] a\n\n# B\n\n* [ ] b\n", 5, null, 1, "1. [ ] a\n2. [ ] b\n\n# B\n\n")]
    [InlineData("- [ ] a\n\n- [ ] b\n\n- [ ] c\n", 5, 1, null, "- [ ] c\n\n- [ ] a\n\n- [ ] b\n\n")]
    [InlineData("> - [ ] a\n>   - [ ] b\n>\n>     text\n\n- [ ] c\n", 1, null, 6, "- [ ] c\n- [ ] a\n  - [ ] b\n\n    text\n")]
    [InlineData("- [ ] a\n  - [ ] b\n- [ ] c\n", 2, 1, null, "- [ ] b\n- [ ] a\n- [ ] c\n")]
    [InlineData("-\t[ ] a\n\t-\t[ ] b\n\t\t-\t[x] c\n- [ ] d\n", 2, null, 4, "-\t[ ] a\n- [ ] d\n- [ ] b\n  -\t[x] c\n")]
    public void An_item_moves_with_all_that_is_in_it(string text, int item, int? before, int? after, string expected) =>
        Assert.Equal((OperationOutcome.Ok, expected), Done(text, new Move(Guid.Empty, item, before, after)));

    [Theory]
    [InlineData("- [ ] a\n- [ ] b\n", 2, 1, "- [ ] a\n  - [ ] b\n")]
    [InlineData("10. [ ] a\n11. [ ] b\n    text\n", 2, 1, "10. [ ] a\n    1. [ ] b\n       text\n")]
    [InlineData("- [ ] a\n  * [ ] b\n\n- [ ] c\n  - [ ] d\n", 4, 1, "- [ ] a\n  * [ ] b\n  * [ ] c\n    - [ ] d\n\n")]
    [InlineData("- [ ] a\n  - [ ] b\n    - [ ] c\n  - [ ] d\n", 2, -1, "- [ ] a\n  - [ ] d\n- [ ] b\n  - [ ] c\n")]
    [InlineData("1. [ ] a\n   - [ ] b\n2. [ ] c\n", 2, -1, "1. [ ] a\n2. [ ] b\n2. [ ] c\n")]
    [InlineData("> 1. [ ] a\n> 2. [ ] b\n", 2, 1, "> 1. [ ] a\n>    1. [ ] b\n")]
    public void An_item_goes_in_and_out(string text, int item, int by, string expected) =>
        Assert.Equal((OperationOutcome.Ok, expected), Done(text, new Indent(Guid.Empty, item, by)));

    [Theory]
    [InlineData("- [ ] a\n- [ ] b\n- [ ] c\n", 2, "b", "- [ ] a\n- [ ] c\n")]
    [InlineData("- [ ] a\n  - [ ] b\n  text\nlazy\n\nc", 1, "a", "c")]
    [InlineData("# A\n\n- [ ] a\n\n# B", 3, "a", "# A\n\n# B")]
    [InlineData("- [ ] a\n- [ ] ? b", 2, "b", "- [ ] a")]
    [InlineData("3. [ ] a\n4. [ ] b\n5. [ ] c\n", 1, "a", "3. [ ] b\n5. [ ] c\n")]
    [InlineData("- [ ] a", 1, "a", "")]
    public void An_item_is_removed_with_all_that_is_in_it(string text, int item, string was, string expected) =>
        Assert.Equal((OperationOutcome.Ok, expected), Done(text, new Remove(Guid.Empty, item, was)));

    [Theory]
    [InlineData("- [ ] a\n\n- [ ] b")]
    [InlineData("- [ ] a\r\n\r\n\r\n- [ ] b")]
    [InlineData("- [ ] a\r- [ ] b\n\n> text")]
    public void After_the_item_before_an_empty_line_went_every_other_one_can_still_be_ticked(string text)
    {
        var list = Editor.Read(NoteText.Of(text));
        var left = Editor.Apply(list.Text, new Remove(Guid.NewGuid(), list.Items[1].Id, "b")).Text;

        // As the next one finds it in the database.
        var stored = NoteText.Read(left.Text, left.WriteLineIds());

        Assert.Equal(OperationOutcome.Ok, Editor.Apply(stored, new Tick(Guid.NewGuid(), list.Items[0].Id, IsDone: true)).Outcome);
    }

    [Fact]
    public void A_line_of_spaces_between_two_words_is_added_like_any_other() =>
        Assert.Equal(OperationOutcome.Ok, Editor.Apply(NoteText.Empty, new Add(Guid.NewGuid(), After: null, Heading: null, $"a{new string(' ', 30_000)}b")).Outcome);

    [Fact]
    public void What_somebody_has_rewritten_meanwhile_is_not_removed()
    {
        var result = Editor.Apply(NoteText.Of("- [ ] theirs"), new Remove(Guid.Empty, 1, "before"));

        Assert.Equal((OperationOutcome.Conflict, "- [ ] theirs", "theirs"), (result.Outcome, result.Text.Text, result.Theirs));
    }

    public static TheoryData<string, Operation> Refused() => new()
    {
        // Into itself, or nowhere.
        { "- [ ] a\n  - [ ] b\n", new Move(Guid.Empty, 1, null, 2) },
        { "- [ ] a\n", new Move(Guid.Empty, 1, 1, null) },
        { "- [ ] a\n", new Move(Guid.Empty, 1, null, null) },
        { "- [ ] a\n- [ ] b", new Indent(Guid.Empty, 1, 1) },
        { "- [ ] a\n- [ ] b", new Indent(Guid.Empty, 2, -1) },
        { "- [ ] a\n- [ ] b", new Indent(Guid.Empty, 2, 2) },
        { "- [ ] a\n\n# B\n\n- [ ] b", new Indent(Guid.Empty, 5, 1) },
        { "> - [ ] a\n\n- [ ] b", new Indent(Guid.Empty, 3, 1) },
        // No words.
        { "- [ ] a", new Edit(Guid.Empty, 1, "a", " \n ") },
        { "", new Add(Guid.Empty, null, null, " \n- \n- [ ]\n") },
        // Of which the text would show something else.
        { "- 1. [ ] a\n  2. [ ] b", new Remove(Guid.Empty, 1, "a") },
        { "-\n  [ ] a\n- [ ] b", new Move(Guid.Empty, 2, null, 3) },
        { "<!--\nopen", new Add(Guid.Empty, null, null, "a") },
        { "```\nopen", new Add(Guid.Empty, null, null, "a") },
        { "- [ ] a\n  |-|-|\n", new Edit(Guid.Empty, 1, "a", "a|b") },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_cannot_be_changes_nothing(string text, Operation operation) => Assert.Equal((OperationOutcome.Impossible, text), Done(text, operation));

    public static TheoryData<Operation> OfLinesThatAreNone() =>
    [
        new Tick(Guid.Empty, 2, true), new Edit(Guid.Empty, 2, "a", "b"), new Move(Guid.Empty, 2, 1, null), new Move(Guid.Empty, 1, 2, null),
        new Move(Guid.Empty, 1, null, 2), new Indent(Guid.Empty, 2, 1), new Remove(Guid.Empty, 2, "a"), new Tick(Guid.Empty, 99, true),
    ];

    [Theory]
    [MemberData(nameof(OfLinesThatAreNone))]
    public void An_item_that_is_gone_is_said_to_be_gone(Operation operation) =>
        Assert.Equal((OperationOutcome.Gone, "- [ ] a\n\ntext\n"), Done("- [ ] a\n\ntext\n", operation));

    [Fact]
    public void A_line_keeps_its_name_wherever_it_goes()
    {
        var text = NoteText.Of("- [ ] a\n- [ ] b\n- [ ] c\n");

        text = Apply(text, new Move(Guid.Empty, 3, 1, null));
        text = Apply(text, new Add(Guid.Empty, 3, null, "d"));
        text = Apply(text, new Indent(Guid.Empty, 4, 1));
        text = Apply(text, new Edit(Guid.Empty, 3, "c", "e"));
        text = Apply(text, new Remove(Guid.Empty, 2, "b"));

        Assert.Equal("- [ ] e\n  - [ ] d\n- [ ] a\n", text.Text);
        Assert.Equal([3, 4, 1], text.LineIds);
    }

    [Fact]
    public void A_name_is_not_given_twice()
    {
        var text = Apply(NoteText.Of("- [ ] a\n- [ ] b\n"), new Remove(Guid.Empty, 2, "b"));
        text = Apply(NoteText.Read(text.Text, text.WriteLineIds()), new Add(Guid.Empty, 1, null, "c"));

        Assert.Equal([1, 3], text.LineIds);
    }

    [Fact]
    public void More_items_than_there_may_be_are_refused_with_their_number()
    {
        var full = string.Concat(Enumerable.Repeat("- [ ] a\n", 299));

        var added = Editor.Apply(NoteText.Of(full), new Add(Guid.Empty, null, null, "b\nc"));
        var rewritten = Editor.Apply(NoteText.Of(full), new Rewrite(Guid.Empty, full, full + full));

        Assert.Equal((OperationOutcome.TooManyItems, 301, full), (added.Outcome, added.Count, added.Text.Text));
        Assert.Equal((OperationOutcome.TooManyItems, 598, full), (rewritten.Outcome, rewritten.Count, rewritten.Text.Text));
        Assert.Equal(OperationOutcome.Ok, Editor.Apply(NoteText.Of(full), new Add(Guid.Empty, null, null, "b")).Outcome);
    }

    [Fact]
    public void A_text_that_is_too_large_already_may_be_ticked_and_become_smaller()
    {
        var large = string.Concat(Enumerable.Repeat("- [ ] a\n", 301)) + new string('x', NoteProperty.MaxSize);

        Assert.Equal(OperationOutcome.Ok, Editor.Apply(NoteText.Of(large), new Tick(Guid.Empty, 1, true)).Outcome);
        Assert.Equal(OperationOutcome.Ok, Editor.Apply(NoteText.Of(large), new Remove(Guid.Empty, 1, "a")).Outcome);
        Assert.Equal(OperationOutcome.Ok, Editor.Apply(NoteText.Of(large), new Rewrite(Guid.Empty, large, large[8..])).Outcome);
        Assert.Equal(OperationOutcome.TooLarge, Editor.Apply(NoteText.Of(large), new Edit(Guid.Empty, 1, "a", "longer")).Outcome);
        Assert.Equal(OperationOutcome.TooLarge, Editor.Apply(NoteText.Of(large), new Rewrite(Guid.Empty, large, large + "\n")).Outcome);
        Assert.Equal(OperationOutcome.TooLarge, Editor.Apply(NoteText.Empty, new Add(Guid.Empty, null, null, new string('x', NoteProperty.MaxSize))).Outcome);
    }

    [Fact]
    public void Progress_counts_what_is_done_and_what_must_be()
    {
        var progress = Editor.Read(NoteText.Of("- [x] a\n- [ ] ? b\n  - [x] ? c\n- [ ] d\n\n[^1]: - [x] e\n")).Progress;

        Assert.Equal(new Progress(4, 2, 2, 1), progress);
        Assert.Equal((2, 1, 50), (progress.Open, progress.MandatoryOpen, progress.Percent));
    }

    private static (OperationOutcome, string) Done(string text, Operation operation)
    {
        var result = Editor.Apply(NoteText.Of(text), operation);
        Assert.Equal(result.Text.LineIds.Count, NoteText.Of(result.Text.Text).LineIds.Count);
        return (result.Outcome, result.Text.Text);
    }

    private static NoteText Apply(NoteText text, Operation operation)
    {
        var result = Editor.Apply(text, operation);
        Assert.Equal(OperationOutcome.Ok, result.Outcome);
        return result.Text;
    }
}
