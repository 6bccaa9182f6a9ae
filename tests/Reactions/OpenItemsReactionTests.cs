using System.Net;
using System.Text.Json.Nodes;
using Markdwell.Services.Jobs;

namespace Markdwell.Tests.Reactions;

/// <summary>An issue is moved to Done with required items open: one comment, whatever happens.</summary>
public sealed class OpenItemsReactionTests : IAsyncLifetime
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    private ReactionStand stand = null!;
    private ReactionStand.Instance here = null!;

    public async ValueTask InitializeAsync() => here = (stand = await ReactionStand.CreateAsync()).Start();

    public ValueTask DisposeAsync() => stand.DisposeAsync();

    [Fact]
    public async Task The_comment_names_the_open_items_and_who_wrote_it()
    {
        Assert.Equal(JobResult.Done, await MovedAsync("Review", "Docs"));

        var words = Assert.Single(stand.Jira.Own).Split('\n');
        Assert.Equal(["This issue is done, but 2 required items of its checklist are open:", "Review", "Docs"], words[..3]);
        Assert.Contains("Written by Markdwell", words[3], StringComparison.Ordinal);
        Assert.Contains("switch such comments off", words[3], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public async Task An_issue_that_was_not_moved_to_Done_gets_none(bool isDone, bool wasMoved)
    {
        await here.ReactAsync(isDone, wasMoved, "Review");

        Assert.Empty(stand.Internet.Calls);
        Assert.Empty(await stand.RowsAsync());
    }

    [Fact]
    public async Task An_issue_without_open_items_gets_none()
    {
        await MovedAsync();

        Assert.Empty(stand.Internet.Calls);
        Assert.Empty(await stand.RowsAsync());
    }

    [Fact]
    public async Task Our_own_comment_comes_back_as_a_change_and_ends_there()
    {
        await MovedAsync("Review");
        var calls = stand.Internet.Calls.Count;

        for (var time = 0; time < 10; time++)
        {
            Assert.Equal(JobResult.Done, await here.ReactAsync(isDone: true, wasMoved: false, "Review"));
        }

        Assert.Equal(calls, stand.Internet.Calls.Count);
    }

    [Fact]
    public async Task While_the_issue_stays_done_the_comment_is_kept_in_step()
    {
        await MovedAsync("Review", "Docs");

        await here.ReactAsync(isDone: true, wasMoved: false, "Docs");
        Assert.Contains("a required item of its checklist is open", Assert.Single(stand.Jira.Own), StringComparison.Ordinal);

        await here.ReactAsync(isDone: true, wasMoved: false);
        Assert.StartsWith("All required items of this issue's checklist are done now.", Assert.Single(stand.Jira.Own), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Moved_back_and_done_again_the_comment_that_stands_serves()
    {
        await MovedAsync("Review", "Docs");
        await here.ReactAsync(isDone: false, wasMoved: true, "Docs");
        Assert.Contains("Review", Assert.Single(stand.Jira.Own), StringComparison.Ordinal);

        await MovedAsync("Docs");
        await MovedAsync("Docs");

        Assert.DoesNotContain("Review", Assert.Single(stand.Jira.Own), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_comment_that_somebody_deleted_comes_back_only_with_a_new_move()
    {
        await MovedAsync("Review", "Docs");
        stand.Jira.DeleteAll();

        await here.ReactAsync(isDone: true, wasMoved: false, "Docs");
        await here.ReactAsync(isDone: true, wasMoved: false, "Review");
        Assert.Empty(stand.Jira.Own);

        await MovedAsync("Docs");
        Assert.Single(stand.Jira.Own);
        stand.Jira.DeleteAll();
        await MovedAsync("Docs");
        Assert.Single(stand.Jira.Own);
    }

    [Fact]
    public async Task Two_instances_at_once_write_one()
    {
        var gate = new TaskCompletionSource();
        stand.Jira.Until = () => gate.Task;
        var first = MovedAsync("Review");
        await UntilAsync(() => !stand.Internet.Calls.IsEmpty);

        var second = await stand.Start().ReactAsync(isDone: true, wasMoved: true, "Review");
        gate.SetResult();
        await first;

        Assert.Equal(Lease, second.After);
        stand.Clock.Advance(Lease);
        Assert.Equal(JobResult.Done, await stand.Start().ReactAsync(isDone: true, wasMoved: true, "Review"));
        Assert.Single(stand.Jira.Own);
    }

    [Fact]
    public async Task Twenty_instances_at_once_write_one()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => stand.Start().ReactAsync(isDone: true, wasMoved: true, "Review"))));

        Assert.Single(stand.Jira.Own);
    }

    [Fact]
    public async Task A_process_that_dies_before_it_knows_the_id_leaves_a_comment_that_is_found()
    {
        stand.Jira.After = request => request.Method == HttpMethod.Post ? Die() : null;
        await Assert.ThrowsAsync<InvalidOperationException>(() => MovedAsync("Review"));
        stand.Jira.After = _ => null;
        var next = stand.Start();

        Assert.Equal(Lease, (await next.ReactAsync(isDone: true, wasMoved: false, "Review")).After);
        stand.Clock.Advance(Lease);
        Assert.Equal(JobResult.Done, await next.ReactAsync(isDone: true, wasMoved: false, "Review", "Docs"));

        Assert.Contains("Docs", Assert.Single(stand.Jira.Own), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_answer_that_is_lost_is_looked_for(bool isStored)
    {
        Func<HttpRequestMessage, HttpResponseMessage?> lost = request => request.Method == HttpMethod.Post ? throw new HttpRequestException("No answer") : null;
        (stand.Jira.Before, stand.Jira.After) = (request => isStored ? null : lost(request), lost);
        Assert.Equal("Unavailable", (await MovedAsync("Review")).Failure);
        (stand.Jira.Before, stand.Jira.After) = (_ => null, _ => null);

        stand.Clock.Advance(Lease);
        Assert.Equal(JobResult.Done, await here.ReactAsync(isDone: true, wasMoved: false, "Review"));

        Assert.Single(stand.Jira.Own);
    }

    [Fact]
    public async Task While_Jira_does_not_say_what_it_holds_nothing_is_written()
    {
        stand.Jira.After = request => request.Method == HttpMethod.Post ? throw new HttpRequestException("No answer") : null;
        await MovedAsync("Review");
        stand.Jira.After = request => request.RequestUri!.AbsolutePath.Contains("/properties/", StringComparison.Ordinal) ? new(HttpStatusCode.BadGateway) : null;

        for (var time = 0; time < 3; time++)
        {
            stand.Clock.Advance(Lease);
            Assert.Equal("Unavailable", (await MovedAsync("Review")).Failure);
        }

        Assert.Single(stand.Jira.Own);
        Assert.Equal(1, stand.Jira.Writes);
    }

    [Fact]
    public async Task Told_to_wait_it_waits_and_writes_one()
    {
        stand.Jira.Before = request => request.Method == HttpMethod.Post ? new(HttpStatusCode.TooManyRequests) { Headers = { RetryAfter = new(TimeSpan.FromMinutes(7)) } } : null;

        Assert.Equal(JobResult.Failed("RateLimited", TimeSpan.FromMinutes(7)), await MovedAsync("Review"));
        stand.Jira.Before = _ => null;
        Assert.Equal(JobResult.Done, await MovedAsync("Review"));

        Assert.Single(stand.Jira.Own);
    }

    [Theory]
    [InlineData(HttpStatusCode.Forbidden)]
    [InlineData(HttpStatusCode.NotFound)]
    public async Task Where_the_app_may_not_comment_it_does_not_insist(HttpStatusCode status)
    {
        stand.Jira.Before = _ => new(status);

        Assert.Equal(JobResult.Done, await MovedAsync("Review"));

        Assert.Single(stand.Internet.Calls);
        Assert.Empty(await stand.RowsAsync());
    }

    [Fact]
    public async Task What_stands_is_not_forgotten_when_a_change_of_it_is_refused()
    {
        await MovedAsync("Review");
        stand.Jira.Before = _ => new(HttpStatusCode.Forbidden);
        Assert.Equal(JobResult.Done, await here.ReactAsync(isDone: true, wasMoved: false, "Docs"));
        stand.Jira.Before = _ => null;

        await MovedAsync("Docs");

        Assert.Contains("Docs", Assert.Single(stand.Jira.Own), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_whose_answer_is_lost_is_made_again_even_back_to_what_was()
    {
        await MovedAsync("Review");
        stand.Jira.After = request => request.Method == HttpMethod.Put ? throw new HttpRequestException("No answer") : null;
        await here.ReactAsync(isDone: true, wasMoved: false, "Docs");
        stand.Jira.After = _ => null;

        stand.Clock.Advance(Lease);
        await here.ReactAsync(isDone: true, wasMoved: false, "Review");

        Assert.Contains("Review", Assert.Single(stand.Jira.Own), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_that_arrived_unknown_is_not_forgotten_when_the_next_one_is_told_to_wait()
    {
        await MovedAsync("Review");
        stand.Jira.After = request => request.Method == HttpMethod.Put ? throw new HttpRequestException("No answer") : null;
        await MovedAsync("Docs");
        stand.Jira.After = _ => null;
        stand.Jira.Before = request => request.Method == HttpMethod.Put ? new(HttpStatusCode.TooManyRequests) : null;
        stand.Clock.Advance(Lease);
        await MovedAsync("Review");
        stand.Jira.Before = _ => null;

        await MovedAsync("Review");

        Assert.Contains("Review", Assert.Single(stand.Jira.Own), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_persons_comment_with_our_property_is_not_taken_for_ours()
    {
        // Taken over it would be overwritten with the app's rights, which are wider than those of whoever set the property.
        await MovedAsync("Review");
        var mark = stand.Jira.MarkOfOwn()!;
        stand.Jira.DeleteAll();
        stand.Jira.Before = request => request.Method == HttpMethod.Post ? throw new HttpRequestException("No answer") : null;
        await MovedAsync("Review");
        stand.Jira.HasOfAPerson(mark);
        stand.Jira.Before = _ => null;

        stand.Clock.Advance(Lease);
        await MovedAsync("Review");

        Assert.Single(stand.Jira.Own);
    }

    [Fact]
    public async Task Words_of_authors_are_words_and_no_more()
    {
        await MovedAsync("[~accountid:5b10] @all {color:red}", "**[x](javascript:alert(1))** https://evil.example", "a\nb\tc\0d\uD800", new string('x', 5_000), " ");

        var body = Assert.Single(stand.Jira.Bodies);
        var lines = stand.Jira.Own[0].Split('\n')[1..^1];
        Assert.Equal(["doc", "paragraph", "text", "bulletList", "listItem", "em"], Types(body).Distinct());
        Assert.Equal("[~accountid:5b10] @all {color:red}", lines[0]);
        Assert.Equal("**[x](javascript:alert(1))** https://evil.example", lines[1]);
        Assert.Equal("a b c d\uFFFD", lines[2]);
        Assert.InRange(lines[3].Length, 150, 201);
        Assert.Equal("…", lines[4]);
    }

    [Fact]
    public async Task Of_many_items_twenty_are_named()
    {
        await MovedAsync([.. Enumerable.Range(1, 300).Select(i => $"Item {i}")]);

        var lines = Assert.Single(stand.Jira.Own).Split('\n');
        Assert.Equal(("Item 20", "and 280 more"), (lines[20], lines[21]));
    }

    [Fact]
    public async Task Switched_off_it_writes_nothing()
    {
        await stand.SwitchOffAsync();

        Assert.Equal(JobResult.Done, await MovedAsync("Review"));

        Assert.Empty(stand.Internet.Calls);
    }

    [Fact]
    public async Task Acme_and_Globex_have_an_issue_of_the_same_id_and_a_comment_each()
    {
        await MovedAsync("Acme's");
        await here.ReactAsync(stand.Globex, isDone: true, wasMoved: true, "Globex's");
        await here.ReactAsync(isDone: true, wasMoved: false);

        Assert.StartsWith("All required items", Assert.Single(stand.Jira.Own), StringComparison.Ordinal);
        Assert.Contains("Globex's", Assert.Single(stand.GlobexJira.Own), StringComparison.Ordinal);
    }

    [Fact]
    public async Task However_a_hundred_stories_go_there_is_one_comment_at_the_end_and_it_is_right()
    {
        for (var seed = 0; seed < 100; seed++)
        {
            stand.Issue = $"{20_000 + seed}";
            var items = await TellAsync(stand, new Random(seed));
            Assert.Equal(items, Assert.Single(stand.Jira.OwnOn(stand.Issue)).Split('\n')[1..^1]);
        }
    }

    /// <summary>Two instances that are called at any time, processes that die, answers that are lost, pauses; then quiet.</summary>
    /// <returns>The items that are open at the end.</returns>
    private static async Task<string[]> TellAsync(ReactionStand story, Random random)
    {
        var items = new[] { "Review" };
        story.Jira.Before = _ => Chance(random, 8) ? new(HttpStatusCode.TooManyRequests) { Headers = { RetryAfter = new(TimeSpan.FromMinutes(1)) } }
            : Chance(random, 8) ? throw new HttpRequestException("Not sent") : null;
        for (var step = 0; step < 6; step++)
        {
            var instances = Enumerable.Range(0, 1 + Next(random, 2)).Select(_ => story.Start()).ToList();
            story.Jira.After = request => Chance(random, 4) ? throw new HttpRequestException("No answer")
                : request.Method != HttpMethod.Get && Chance(random, 4) ? Kill(instances) : null;
            items = [.. new[] { "Review", "Docs", "Tests" }.Where(_ => Chance(random, 2)).DefaultIfEmpty("Review")];
            await Task.WhenAll(instances.Select(async instance =>
            {
                try
                {
                    await instance.ReactAsync(isDone: true, wasMoved: true, items);
                }
                catch (InvalidOperationException) when (instance.IsDead)
                {
                }
            }));
            story.Clock.Advance(TimeSpan.FromSeconds(Next(random, 150)));
        }

        (story.Jira.Before, story.Jira.After) = (_ => null, _ => null);
        var last = story.Start();
        for (var result = JobResult.Again(Lease); result != JobResult.Done; result = await last.ReactAsync(isDone: true, wasMoved: true, items))
        {
            story.Clock.Advance(result.After ?? Lease);
        }

        return items;
    }

    private static HttpResponseMessage? Kill(List<ReactionStand.Instance> instances)
    {
        instances.ForEach(instance => instance.IsDead = true);
        return null;
    }

    private static bool Chance(Random random, int of) => Next(random, of) == 0;

    private static int Next(Random random, int below)
    {
        lock (random)
        {
            return random.Next(below);
        }
    }

    private static IEnumerable<string> Types(JsonNode? node) => node switch
    {
        JsonObject some => [.. some["type"] is { } type ? [type.GetValue<string>()] : Array.Empty<string>(), .. some.SelectMany(part => Types(part.Value))],
        JsonArray many => many.SelectMany(Types),
        _ => [],
    };

    private static async Task UntilAsync(Func<bool> holds)
    {
        while (!holds())
        {
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }
    }

    private Task<JobResult> MovedAsync(params string[] openItems) => here.ReactAsync(isDone: true, wasMoved: true, openItems);

    private HttpResponseMessage? Die()
    {
        here.IsDead = true;
        return null;
    }
}
