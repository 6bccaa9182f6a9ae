using Markdwell.Services.Notes.Checklists;
using Markdwell.Tests.Markdown;

namespace Markdwell.Tests.Notes.Checklists;

public sealed class NoteTextTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("\n", 1)]
    [InlineData("a\r\nb\rc\nd", 4)]
    [InlineData("a\r\n\r\n", 2)]
    public void Each_line_has_a_name(string text, int lines) => Assert.Equal(Enumerable.Range(1, lines), NoteText.Of(text).LineIds);

    [Theory]
    [InlineData("a\nb\nc", "a\nx\nb\nc", "1 4 2 3")]
    [InlineData("a\nb\nc", "a\nc", "1 3")]
    [InlineData("a\nb\nc", "a\r\nb\r\nc\r\n", "1 2 3")]
    [InlineData("- [ ] milk\n- [ ] bread", "- [ ] milk\n- [x] bread", "1 2")]
    [InlineData("- [ ] buy milk\n- [ ] call Bob", "- [x] buy more milk\n  * [ ] call Bob", "1 2")]
    [InlineData("- [ ] buy milk\n- [ ] call Bob", "- [ ] wash\n- [ ] call Bob", "1 2")]
    [InlineData("- [ ] buy milk\n- [ ] call Bob", "- [ ] call Bob!\n- [ ] wash", "2 3")]
    [InlineData("- [ ] buy milk\n- [ ] call Bob", "- [ ] wash\n- [ ] iron\n- [ ] call Bob", "3 4 2")]
    [InlineData("a\nb\nc", "c\na\nb", "3 1 2")]
    [InlineData("a\n\nb\n", "a\n\nnew\n\nb\n", "1 2 4 5 3")]
    [InlineData("a", "", "")]
    public void Lines_keep_their_names_in_another_text(string before, string after, string ids)
    {
        var text = NoteText.Of(before).With(after);

        Assert.Equal(after, text.Text);
        Assert.Equal(ids, string.Join(' ', text.LineIds));
    }

    [Fact]
    public void What_is_stored_is_read_again()
    {
        var text = NoteText.Of("a\nb\nc\n").With("a\nx\n");

        var read = NoteText.Read(text.Text, text.WriteLineIds());

        Assert.Equal(text.LineIds, read.LineIds);
        Assert.Equal(text.NextId, read.NextId);
        Assert.Equal("1", NoteText.Empty.WriteLineIds());
    }

    [Theory]
    [InlineData("")]
    [InlineData("1 2 3")]
    [InlineData("1 2 3 4 5")]
    [InlineData("1 2 2 4")]
    [InlineData("1 2 9 4")]
    [InlineData("1 x 3 4")]
    public void Names_that_cannot_be_those_of_the_text_are_not_believed(string ids)
    {
        var read = NoteText.Read("a\nb\nc", ids);

        Assert.Equal(3, read.LineIds.Distinct().Count());
        Assert.DoesNotContain(read.LineIds, id => ids.Split(' ').Contains(id.ToString(System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void Of_lists_by_chance_nothing_is_lost_and_no_name_is_there_twice()
    {
        var texts = RandomLists.Take(seed: 11, count: 500).ToList();
        var text = NoteText.Empty;
        foreach (var next in texts)
        {
            var before = text;
            text = text.With(next);

            Assert.Equal(next, text.Text);
            Assert.Equal(next, NoteLine.Join(NoteLine.Of(text), text.NextId).Text);
            Assert.Equal(text.LineIds.Count, text.LineIds.Distinct().Count());
            Assert.All(text.LineIds, id => Assert.True(id < before.NextId ? before.LineIds.Contains(id) : id < text.NextId));
        }
    }

    [Fact]
    public void A_common_row_of_lines_is_as_long_as_it_can_be()
    {
        var random = new Random(12);
        for (var round = 0; round < 500; round++)
        {
            var before = Letters(random);
            var after = Letters(random);

            var matches = LineDiff.Match(before, after);

            var pairs = matches.Index().Where(match => match.Item >= 0).ToList();
            Assert.All(pairs, pair => Assert.Equal(before[pair.Index], after[pair.Item]));
            Assert.Equal(pairs.Select(pair => pair.Item).Distinct().Order(), pairs.Select(pair => pair.Item));
            Assert.Equal(LongestCommon(before, after), pairs.Count);
        }
    }

    [Fact]
    public void Large_texts_that_differ_in_all_lines_cost_little()
    {
        var before = NoteText.Of(string.Concat(Enumerable.Range(0, 8000).Select(i => $"{i % 700}\n")));
        var after = string.Concat(Enumerable.Range(0, 8000).Select(i => $"{i % 900 * 7}\n")) + "the same line\n";
        var memory = GC.GetAllocatedBytesForCurrentThread();

        var text = before.With("the same line\n" + before.Text).With(after);

        Assert.Equal(after, text.Text);
        Assert.Equal(8001, text.LineIds[^1]);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - memory < 64 << 20);
    }

    private static List<string> Letters(Random random) => [.. Enumerable.Range(0, random.Next(25)).Select(_ => ((char)('a' + random.Next(5))).ToString())];

    private static int LongestCommon(List<string> a, List<string> b)
    {
        var longest = new int[a.Count + 1, b.Count + 1];
        for (var i = a.Count - 1; i >= 0; i--)
        {
            for (var j = b.Count - 1; j >= 0; j--)
            {
                longest[i, j] = a[i] == b[j] ? longest[i + 1, j + 1] + 1 : Math.Max(longest[i + 1, j], longest[i, j + 1]);
            }
        }
        return longest[0, 0];
    }
}
