using Markdwell.Services.Markdown;
using Markdwell.Tests.Hosting;

namespace Markdwell.Tests.Markdown.Limits;

public sealed class LimitsTests
{
    // Stops a test run that hangs; far above what any machine needs.
    private static readonly TimeSpan HangGuard = TimeSpan.FromMinutes(2);

    // A busy machine must not decide what these tests see.
    private static readonly MarkdownRenderer Renderer = new(new MarkdownLimits { Time = HangGuard });

    private static readonly MarkdownRenderer WithExtensions = new(new MarkdownLimits { Time = HangGuard }, dialect: new() { Extensions = DialectOptionsTests.All });

    public static TheoryData<string> Names() => [.. HostileTexts.All.Concat(HostileTexts.OfExtensions).Select(text => text.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_hostile_text_ends_with_little_memory_and_a_small_stack(string name)
    {
        var ofExtension = HostileTexts.OfExtensions.Any(hostile => hostile.Name == name);
        var (_, refusal, text) = HostileTexts.All.Concat(HostileTexts.OfExtensions).Single(hostile => hostile.Name == name);
        RenderedMarkdown? rendered = null;
        var allocated = 0L;
        var thread = new Thread(() => (rendered, allocated) = Measured(ofExtension ? WithExtensions : Renderer, text), maxStackSize: 256 * 1024);

        thread.Start();

        Assert.True(thread.Join(HangGuard), "It does not end.");
        Assert.Equal(refusal, rendered!.Refusal?.Reason);
        Assert.True(allocated < 256 << 20, $"{allocated >> 20} MB");
    }

    [Fact]
    public void No_readme_is_refused()
    {
        var files = Directory.GetFiles(Repository.PathOf("node_modules"), "*.md", SearchOption.AllDirectories);
        Assert.True(files.Length > 100);

        Assert.DoesNotContain(files, file => Renderer.Render(File.ReadAllText(file), "md-").Refusal is { Reason: not RefusalReason.SourceSize });
    }

    [Fact]
    public void A_large_but_honest_text_is_shown()
    {
        var table = "| Name | What | Since |\n|---|---|---|\n"
            + string.Concat(Enumerable.Range(0, 1500).Select(row => $"| [name {row}](https://example.com/{row}) | some *words* about `code` | {row} |\n"));
        var list = string.Concat(Enumerable.Range(0, 2000).Select(item => $"{new string(' ', item % 10 * 2)}- item {item} of [a list][ref]\n"));
        var changes = string.Concat(Enumerable.Range(0, 1000).Select(version => $"## 1.0.{version}\n\n### Fixes\n\n* fixed ([#{version}])\n\n"));
        var definitions = string.Concat(Enumerable.Range(0, 1000).Select(version => $"[#{version}]: https://example.com/{version}\n"));

        Assert.Null(Renderer.Render(table, "md-").Refusal);
        Assert.Null(Renderer.Render(list + "\n[ref]: https://example.com\n", "md-").Refusal);
        Assert.Null(Renderer.Render(changes + definitions, "md-").Refusal);
    }

    [Theory]
    [InlineData("12345678901", RefusalReason.SourceSize, RefusalKind.TooLarge, 11, 10, null)]
    [InlineData("ééééé.", RefusalReason.SourceSize, RefusalKind.TooLarge, 11, 10, null)]
    [InlineData("a\n\n> > a", RefusalReason.Nesting, RefusalKind.TooComplex, 2, 1, 3)]
    [InlineData("a|b\n-|-", RefusalReason.TableCells, RefusalKind.TooComplex, 2, 1, 1)]
    [InlineData("<b><i>x", RefusalReason.OpenElements, RefusalKind.TooComplex, 3, 2, null)]
    [InlineData("\n\n[[[[[[", RefusalReason.Work, RefusalKind.TooComplex, 22, 20, 3)]
    public void A_refusal_says_what_and_where(string text, RefusalReason reason, RefusalKind kind, int measured, int limit, int? line)
    {
        var limits = reason switch
        {
            RefusalReason.SourceSize => new MarkdownLimits { SourceBytes = limit },
            RefusalReason.Nesting => new MarkdownLimits { Nesting = limit },
            RefusalReason.TableCells => new MarkdownLimits { TableCells = limit },
            RefusalReason.OpenElements => new MarkdownLimits { OpenElements = limit },
            _ => new MarkdownLimits { Work = limit },
        };

        var rendered = new MarkdownRenderer(limits).Render(text, "md-");

        Assert.Equal(new RenderRefusal(reason, measured, limit, line), rendered.Refusal);
        Assert.Equal(kind, rendered.Refusal!.Kind);
        Assert.True(rendered.Html.IsEmpty);
        Assert.False(rendered.Refusal.MayPassLater);
    }

    [Fact]
    public void Output_stops_while_it_is_written()
    {
        var rendered = new MarkdownRenderer(new MarkdownLimits { OutputBytes = 100_000 }).Render(new string('x', 200_000), "md-");

        Assert.Equal(RefusalReason.OutputSize, rendered.Refusal?.Reason);
        Assert.Equal(RefusalKind.TooLarge, rendered.Refusal!.Kind);
    }

    [Fact]
    public void Time_over_is_the_only_refusal_that_may_pass()
    {
        var rendered = new MarkdownRenderer(new MarkdownLimits(), new HurryingClock()).Render(string.Concat(Enumerable.Repeat("- a\n", 1000)), "md-");

        Assert.Equal(RefusalReason.Time, rendered.Refusal?.Reason);
        Assert.True(rendered.Refusal!.MayPassLater);
    }

    [Fact]
    public void Other_limits_have_another_fingerprint()
    {
        Assert.Equal(new MarkdownLimits().Fingerprint, new MarkdownLimits { Time = HangGuard }.Fingerprint);
        Assert.NotEqual(new MarkdownLimits().Fingerprint, new MarkdownLimits { Nesting = 3 }.Fingerprint, StringComparer.Ordinal);
    }

    private static (RenderedMarkdown, long) Measured(MarkdownRenderer renderer, string text)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var rendered = renderer.Render(text, "md-");
        return (rendered, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    /// <summary>A second passes each time someone looks.</summary>
    private sealed class HurryingClock : TimeProvider
    {
        private long seconds;

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => seconds++;
    }
}
