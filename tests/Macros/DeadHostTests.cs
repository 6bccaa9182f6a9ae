using Markdwell.Tests.Hosting;
using Markdwell.Tests.Reactions;
using Markdwell.Tests.Sources;
using Microsoft.EntityFrameworkCore;
using static Markdwell.Tests.Hosting.AcmeConfluence;

namespace Markdwell.Tests.Macros;

/// <summary>What readers of a page see while the host of its text is dead, and what that costs.</summary>
public sealed class DeadHostTests : IAsyncLifetime
{
    private const string Trouble = "github.com/acme/docs does not answer.";

    private SourceStand stand = null!;
    private AcmeConfluence confluence = null!;

    /// <summary>Pages that were not at hand as bytes, so that a text was rendered for them.</summary>
    private int Renders => stand.App.Log.Lines.Count(line => line.Contains("Before executing action result Microsoft.AspNetCore.Mvc.RazorPages.PageResult", StringComparison.Ordinal));

    private int Questions => stand.App.Internet.Count("/commits");

    public async ValueTask InitializeAsync()
    {
        stand = await SourceStand.CreateAsync(("Logging:LogLevel:Microsoft.AspNetCore", "Trace"), ("Logging:Lines:LogLevel:Microsoft.AspNetCore", "Trace"));
        await stand.ConnectAsync(stand.Acme);
        stand.Holds(SourceStand.Commit1, "# One");
        confluence = new(stand.App);

        // The page is told once that its file is gone. While Confluence refuses the comment it is tried again, and each try asks the host as well.
        _ = new PretendPageComments(stand.App.Internet, Wiki);
        confluence.Permits(People.Carol, "read");
        confluence.HasPage(7, Stored("", parameters: $"""<ac:parameter ac:name="address">{SourceStand.Address}</ac:parameter>"""));
    }

    public ValueTask DisposeAsync()
    {
        stand.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task For_a_day_readers_see_the_last_good_text_since_when_and_why()
    {
        Assert.Contains("<h1", await ViewAsync(), StringComparison.Ordinal);
        stand.App.Clock.Advance(TimeSpan.FromMinutes(5));
        stand.Answers(status: null);
        var first = await UntilAsync(page => page.Contains(Trouble, StringComparison.Ordinal));
        var (renders, questions) = (Renders, Questions);

        for (var view = 0; view < 24 * 12; view++)
        {
            stand.App.Clock.Advance(TimeSpan.FromMinutes(5));
            Assert.Equal(first, await ViewAsync());
        }

        Assert.Matches(@"As of [-0-9]+ [0-9:]+ UTC\. Since [-0-9]+ [0-9:]+ UTC: github\.com/acme/docs does not answer\.", first);
        Assert.Contains(">One<", first, StringComparison.Ordinal);
        Assert.Equal(renders, Renders);
        Assert.InRange(Questions - questions, 24, 24 * 6 + 7);

        stand.Holds(SourceStand.Commit2, "# Two");
        stand.App.Clock.Advance(TimeSpan.FromMinutes(15));
        var well = await UntilAsync(page => page.Contains(">Two<", StringComparison.Ordinal));
        Assert.DoesNotContain("trouble", well, StringComparison.Ordinal);
        Assert.Contains(SourceStand.Commit2[..7], well, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pauses_grow_so_that_thirty_minutes_of_many_readers_cost_eight_questions()
    {
        await ViewAsync();
        stand.App.Clock.Advance(TimeSpan.FromMinutes(5));
        stand.Answers(status: null);
        await UntilAsync(page => page.Contains(Trouble, StringComparison.Ordinal));
        var questions = Questions;

        for (var view = 0; view < 180; view++)
        {
            stand.App.Clock.Advance(TimeSpan.FromSeconds(10));
            await ViewAsync();
        }

        // Six for the readers, and up to two before the page is told that its file is gone.
        Assert.InRange(Questions - questions, 4, 8);
    }

    [Fact]
    public async Task A_copy_that_is_still_good_costs_no_render_and_no_fetch()
    {
        await ViewAsync();
        await stand.App.UntilAsync(db => db.SourceUses.AnyAsync(MarkdwellApp.Cancel));

        // It is known now that this page shows the file, and links in texts may lead here.
        stand.App.Clock.Advance(TimeSpan.FromMinutes(5));
        var first = await ViewAsync();
        var (renders, questions) = (Renders, Questions);
        for (var view = 1; view <= 10; view++)
        {
            Assert.Equal(first, await ViewAsync());
            stand.App.Clock.Advance(TimeSpan.FromSeconds(61));
            await UntilAsync(_ => Questions >= questions + view);
            Assert.Equal(first, await ViewAsync());
        }

        Assert.Equal((renders, 1), (Renders, stand.App.Internet.Count("/contents/")));
    }

    private Task<string> ViewAsync() => confluence.ShowsAsync(Macro(7), People.Carol);

    /// <summary>The host is asked behind the reader's back, so that what it said is seen a moment later.</summary>
    private async Task<string> UntilAsync(Predicate<string> isSeen)
    {
        while (true)
        {
            var page = await ViewAsync();
            if (isSeen(page))
            {
                return page;
            }

            await Task.Delay(10, MarkdwellApp.Cancel);
        }
    }
}
