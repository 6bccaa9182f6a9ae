using System.Net;
using System.Xml.Linq;
using Markdwell.Models;
using Markdwell.Services.Jobs;
using Markdwell.Services.Reactions;
using Markdwell.Services.Reactions.Comments;
using Markdwell.Services.Settings;
using Markdwell.Tests.Hosting;
using Markdwell.Tests.Sources;
using Microsoft.Extensions.DependencyInjection;
using static Markdwell.Tests.Hosting.AcmeConfluence;

namespace Markdwell.Tests.Reactions;

/// <summary>A file that a page shows is to be had no more: one comment, answered when it is to be had again.</summary>
public sealed class BrokenSourceReactionTests : IAsyncLifetime
{
    private static readonly TimeSpan Delay = TimeSpan.FromMinutes(11);
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(3);
    private static readonly JobResult Hourly = JobResult.Again(TimeSpan.FromHours(1));

    private SourceStand stand = null!;
    private AcmeConfluence confluence = null!;
    private PretendPageComments comments = null!;

    public async ValueTask InitializeAsync()
    {
        stand = await SourceStand.CreateAsync();
        await stand.ConnectAsync(stand.Acme);
        stand.Holds(SourceStand.Commit1, "# One");
        confluence = new(stand.App);
        comments = new(stand.App.Internet, Wiki);
        confluence.HasPage(7, Stored("", parameters: $"""<ac:parameter ac:name="address">{SourceStand.Address}</ac:parameter>"""));
    }

    public ValueTask DisposeAsync()
    {
        stand.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task The_page_is_told_which_file_since_when_and_why_and_that_readers_see_the_last_good_copy()
    {
        await BreakAsync();

        var comment = Assert.Single(comments.OnPage);
        Assert.Contains("<code>setup.md</code>, since ", comment, StringComparison.Ordinal);
        Assert.Contains("UTC: github.com/acme/docs does not answer.", comment, StringComparison.Ordinal);
        Assert.Contains("Readers still see the last good copy.", comment, StringComparison.Ordinal);
        Assert.Contains("Written by Markdwell", comment, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_that_is_away_for_a_moment_is_no_news()
    {
        await ReactAsync();
        stand.Answers(status: null);

        Assert.InRange((await ReactAsync()).After!.Value, TimeSpan.FromMinutes(9), TimeSpan.FromMinutes(10));
        stand.Holds(SourceStand.Commit1, "# One");
        stand.App.Clock.Advance(Delay);

        Assert.Equal(JobResult.Done, await ReactAsync());
        Assert.Equal(0, comments.Writes);
    }

    [Fact]
    public async Task A_file_that_never_worked_is_no_news()
    {
        stand.Answers(HttpStatusCode.NotFound);
        await ReactAsync();
        stand.App.Clock.Advance(Delay);

        Assert.Equal(JobResult.Done, await ReactAsync());
        Assert.Equal(0, comments.Writes);
    }

    [Fact]
    public async Task While_it_stands_it_is_looked_at_each_hour_and_not_repeated()
    {
        await BreakAsync();

        for (var hour = 0; hour < 5; hour++)
        {
            stand.App.Clock.Advance(TimeSpan.FromHours(1));
            Assert.Equal(Hourly, await ReactAsync());
        }

        Assert.Equal(1, comments.Writes);
    }

    [Fact]
    public async Task It_is_answered_once_when_all_works_again()
    {
        await BreakAsync();
        stand.Holds(SourceStand.Commit2, "# Two");

        Assert.Equal(JobResult.Done, await ReactAsync());
        Assert.Equal(JobResult.Done, await ReactAsync());

        Assert.Contains("can read all files that this page shows again", Assert.Single(comments.Answers), StringComparison.Ordinal);
        Assert.Single(comments.OnPage);
    }

    [Fact]
    public async Task A_host_that_comes_and_goes_does_not_fill_a_page()
    {
        await BreakAsync();
        stand.Holds(SourceStand.Commit2, "# Two");
        await ReactAsync();
        await BreakAsync();

        Assert.InRange((await ReactAsync()).After!.Value, TimeSpan.FromHours(23), TimeSpan.FromHours(24));
        Assert.Single(comments.OnPage);

        stand.App.Clock.Advance(TimeSpan.FromHours(24));
        Assert.Equal(Hourly, await ReactAsync());
        Assert.Equal(2, comments.OnPage.Count);
    }

    [Fact]
    public async Task Another_reason_is_written_into_the_comment_that_stands_whoever_changed_it_meanwhile()
    {
        await BreakAsync();
        stand.Answers(HttpStatusCode.NotFound);
        var touches = 0;
        comments.Before = request =>
        {
            if (request.Method == HttpMethod.Put && touches++ < 2)
            {
                comments.Touch();
            }

            return null;
        };

        Assert.Equal(Hourly, await ReactAsync());

        Assert.Contains("does not have this file", Assert.Single(comments.OnPage), StringComparison.Ordinal);
        Assert.Equal(4, comments.VersionOfLast);
    }

    [Fact]
    public async Task A_comment_that_somebody_deleted_stays_deleted_until_there_is_something_new()
    {
        await BreakAsync();
        comments.DeleteAll();
        stand.Answers(HttpStatusCode.NotFound);
        await ReactAsync();
        stand.Holds(SourceStand.Commit2, "# Two");
        Assert.Equal(JobResult.Done, await ReactAsync());
        Assert.Empty(comments.OnPage);

        await BreakAsync();

        Assert.Single(comments.OnPage);
    }

    [Fact]
    public async Task A_comment_whose_answer_was_lost_is_found_and_not_repeated()
    {
        comments.After = Lost;
        await BreakAsync();
        comments.After = _ => null;
        Assert.InRange((await ReactAsync()).After!.Value, TimeSpan.FromSeconds(100), TimeSpan.FromMinutes(2));
        stand.App.Clock.Advance(Lease);

        Assert.Equal(Hourly, await ReactAsync());

        Assert.Single(comments.OnPage);
        Assert.Equal(1, comments.Writes);
    }

    [Fact]
    public async Task An_answer_that_was_lost_is_found_and_not_repeated()
    {
        await BreakAsync();
        stand.Holds(SourceStand.Commit2, "# Two");
        comments.After = Lost;
        Assert.Equal("Unavailable", (await ReactAsync()).Failure);
        comments.After = _ => null;
        stand.App.Clock.Advance(Lease);

        Assert.Equal(JobResult.Done, await ReactAsync());

        Assert.Single(comments.Answers);
    }

    [Fact]
    public async Task A_second_comment_whose_answer_was_lost_is_not_taken_for_the_first()
    {
        await BreakAsync();
        stand.Holds(SourceStand.Commit2, "# Two");
        await ReactAsync();
        stand.App.Clock.Advance(TimeSpan.FromDays(2));
        comments.Before = request => request.Method == HttpMethod.Post ? Lost(request) : null;
        await BreakAsync();
        comments.Before = _ => null;
        stand.App.Clock.Advance(Lease);

        await ReactAsync();

        Assert.Equal(2, comments.OnPage.Count);
        Assert.Single(comments.Answers);
    }

    [Fact]
    public async Task Ten_at_once_write_one()
    {
        await ReactAsync();
        stand.Answers(status: null);
        await ReactAsync();
        stand.App.Clock.Advance(Delay);

        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(ReactAsync)));

        Assert.Single(comments.OnPage);
    }

    [Fact]
    public async Task Told_to_wait_it_waits_and_writes_one()
    {
        comments.Before = request => request.Method == HttpMethod.Post ? new(HttpStatusCode.TooManyRequests) { Headers = { RetryAfter = new(TimeSpan.FromMinutes(7)) } } : null;
        Assert.Equal(JobResult.Failed("RateLimited", TimeSpan.FromMinutes(7)), await BreakAsync());
        comments.Before = _ => null;

        await ReactAsync();

        Assert.Single(comments.OnPage);
    }

    [Fact]
    public async Task Where_the_app_may_not_comment_it_does_not_insist()
    {
        comments.Before = _ => new(HttpStatusCode.Forbidden);

        Assert.Equal(JobResult.Done, await BreakAsync());
    }

    [Fact]
    public async Task Without_its_connection_nothing_is_said_to_work_again()
    {
        await BreakAsync();
        await stand.ChangeAsync(db =>
        {
            db.RemoveRange(db.Connections);
            return Task.CompletedTask;
        });

        Assert.NotNull((await ReactAsync()).After);
        Assert.Empty(comments.Answers);
    }

    [Fact]
    public async Task Switched_off_it_asks_nobody()
    {
        var settings = stand.App.Services.GetRequiredService<SettingsStore>();
        await settings.SaveAsync(stand.Acme, accountId: null, SiteSettings.Default with { Reactions = new() { BrokenSources = false } }, version: 0, MarkdwellApp.Cancel);

        Assert.Equal(JobResult.Done, await BreakAsync());
        Assert.Equal(0, stand.App.Internet.Count("/commits"));
    }

    [Fact]
    public async Task Globex_page_of_the_same_id_is_another_page()
    {
        await BreakAsync();
        var globex = new PretendPageComments(stand.App.Internet, "https://globex.atlassian.net/wiki");
        stand.App.Internet.OnJson("GET", "https://globex.atlassian.net/wiki/api/v2/pages/1001", PageJson("1001", Stored("# Globex"), 7));

        Assert.Equal(JobResult.Done, await ReactAsync(stand.Globex));

        Assert.Equal(0, globex.Writes);
        Assert.Empty(comments.Answers);
    }

    [Theory]
    [InlineData("</code></p></li></ul><ac:structured-macro ac:name=\"html\"><ac:plain-text-body><![CDATA[<script>alert(1)</script>]]></ac:plain-text-body></ac:structured-macro>")]
    [InlineData("<ac:link><ri:user ri:account-id=\"5b10\"/></ac:link>")]
    [InlineData("\" onclick=\"alert(1)\" &amp; &#x3c;script> ]]>")]
    [InlineData("a\0b\uD800\uFFFE.md")]
    public void Names_of_files_are_words_and_no_more(string name)
    {
        var comment = BrokenSourceComment.Of([new(name, name, DateTime.UnixEpoch)]);

        var body = XElement.Parse($"""<body xmlns:ac="ac" xmlns:ri="ri">{comment.Storage}</body>""");
        Assert.Equal(["p", "structured-macro", "parameter", "ul", "li", "p", "code", "p", "p", "em"], body.Descendants().Select(element => element.Name.LocalName));
        Assert.Equal(["name", "schema-version", "name"], body.Descendants().Attributes().Select(attribute => attribute.Name.LocalName));
    }

    private static HttpResponseMessage? Lost(HttpRequestMessage request) => request.Method == HttpMethod.Post ? throw new HttpRequestException("No answer") : null;

    private async Task<JobResult> BreakAsync()
    {
        await ReactAsync();
        stand.Answers(status: null);
        await ReactAsync();
        stand.App.Clock.Advance(Delay);
        return await ReactAsync();
    }

    private Task<JobResult> ReactAsync() => ReactAsync(stand.Acme);

    private Task<JobResult> ReactAsync(Tenant tenant) => stand.App.Services.GetRequiredService<BrokenSourceReaction>().ReactAsync(tenant, "1001", MarkdwellApp.Cancel);
}
