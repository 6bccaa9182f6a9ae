using System.Net;
using System.Text;
using Markdwell.Models;
using Markdwell.Services.Sources.Addresses;
using Markdwell.Services.Sources.Network;
using Markdwell.Tests.Hosting;
using Microsoft.EntityFrameworkCore;

namespace Markdwell.Tests.Sources.Files;

/// <summary>Files of a Git host, their copies, and what is left of them when something breaks.</summary>
public sealed class SourceFilesTests
{
    [Fact]
    public async Task A_warm_view_asks_neither_the_host_nor_the_database()
    {
        using var stand = await ConnectedAsync();
        await stand.FindAsync();
        var (calls, queries) = (stand.App.Internet.Count("github"), Queries(stand));

        var file = await stand.FindAsync();

        Assert.Equal("# One", file.Copy!.Text.Text);
        Assert.Equal((calls, queries), (stand.App.Internet.Count("github"), Queries(stand)));
    }

    [Fact]
    public async Task A_copy_that_is_still_good_costs_no_fetch()
    {
        using var stand = await ConnectedAsync();
        var first = await stand.FindAsync();
        stand.App.Clock.Advance(TimeSpan.FromMinutes(5));

        var second = await stand.FindAsync(askNow: true);

        Assert.Equal(1, stand.App.Internet.Count("/contents/"));
        Assert.Equal(first.Copy!.Text, second.Copy!.Text);
        Assert.True(second.Copy.CheckedAt > first.Copy.CheckedAt.AddMinutes(4));
        Assert.Equal(second.Copy.CheckedAt, (await stand.RowAsync()).CheckedAt);
    }

    [Fact]
    public async Task Commits_of_other_files_cost_no_fetch()
    {
        using var stand = await ConnectedAsync();
        await stand.FindAsync();
        stand.App.Internet.OnJson("GET", SourceStand.Commits, $$"""[{"sha":"{{SourceStand.Commit1}}","commit":{"committer":{"date":"2026-11-20T08:00:00Z"} } }]""");

        Assert.Equal(FetchOutcome.Ok, (await stand.FindAsync(askNow: true)).Outcome);
        Assert.Equal(1, stand.App.Internet.Count("/contents/"));
    }

    [Fact]
    public async Task An_old_copy_is_given_at_once_and_renewed_behind_the_readers_back()
    {
        using var stand = await ConnectedAsync();
        await stand.FindAsync();
        stand.Holds(SourceStand.Commit2, "# Two");
        stand.App.Clock.Advance(TimeSpan.FromSeconds(61));

        var old = await stand.FindAsync();
        await stand.App.UntilAsync(db => db.CachedFiles.AnyAsync(f => f.Revision == SourceStand.Commit2, MarkdwellApp.Cancel));

        Assert.Equal("# One", old.Copy!.Text.Text);
        var renewed = await stand.FindAsync();
        Assert.Equal(("# Two", SourceStand.Commit2), (renewed.Copy!.Text.Text, renewed.Copy.Provenance.Revision));
    }

    [Fact]
    public async Task Rows_are_not_written_for_each_view()
    {
        using var stand = await ConnectedAsync();
        await stand.FindAsync();
        var queries = Queries(stand);

        for (var i = 0; i < 20; i++)
        {
            await stand.FindAsync(askNow: true);
        }

        Assert.Equal(queries, Queries(stand));
    }

    [Fact]
    public async Task A_list_of_a_private_folder_with_its_tokens_is_no_file()
    {
        using var stand = await ConnectedAsync();
        stand.Holds(SourceStand.Commit1, """[{"path":"setup.md/a.md","download_url":"https://raw.githubusercontent.com/acme/docs/main/setup.md/a.md?token=AAAA"}]""", "application/json");

        var file = await stand.FindAsync();

        Assert.Equal((FetchOutcome.NotFound, null), (file.Outcome, file.Copy));
    }

    [Fact]
    public async Task Copies_of_one_site_do_not_grow_without_end()
    {
        using var stand = await ConnectedAsync();
        var now = stand.App.Clock.GetUtcNow().UtcDateTime;
        await stand.ChangeAsync(db =>
        {
            db.AddRange(Enumerable.Range(0, 5_000).Select(i => Copy(stand.Acme, i, now)));
            db.Add(Copy(stand.Globex, 0, now.AddDays(-9)));
            return Task.CompletedTask;
        });

        await stand.FindAsync();

        await using var db = stand.Open();
        var left = await db.CachedFiles.Select(f => new { f.TenantId, f.Key }).ToListAsync(MarkdwellApp.Cancel);
        Assert.Equal(4_901, left.Count(f => f.TenantId == stand.Acme.Id));
        Assert.Contains(left, f => f.Key == "0");
        Assert.DoesNotContain(left, f => f.TenantId == stand.Acme.Id && f.Key == "4999");
        Assert.Single(left, f => f.TenantId == stand.Globex.Id);

        static CachedFile Copy(Tenant tenant, int i, DateTime now) => new() { TenantId = tenant.Id, Key = $"{i}", Address = $"{i}", UsedAt = now.AddSeconds(-i) };
    }

    [Theory]
    [InlineData(HttpStatusCode.NotFound, FetchOutcome.NotFound)]
    [InlineData(HttpStatusCode.Unauthorized, FetchOutcome.Unauthorized)]
    [InlineData(HttpStatusCode.Forbidden, FetchOutcome.Forbidden)]
    [InlineData(HttpStatusCode.TooManyRequests, FetchOutcome.RateLimited)]
    [InlineData(HttpStatusCode.InternalServerError, FetchOutcome.Unavailable)]
    [InlineData(HttpStatusCode.OK, FetchOutcome.Malformed)]
    [InlineData(null, FetchOutcome.Unavailable)]
    public async Task For_a_day_of_trouble_the_last_good_copy_stays_with_since_when_and_why(HttpStatusCode? status, FetchOutcome outcome)
    {
        using var stand = await ConnectedAsync();
        await stand.FindAsync();
        stand.App.Clock.Advance(TimeSpan.FromHours(1));
        stand.Answers(status);
        var since = (await stand.FindAsync(askNow: true)).FailingSince!.Value;

        for (var hour = 0; hour < 24; hour++)
        {
            stand.App.Clock.Advance(TimeSpan.FromHours(1));
            var file = await stand.FindAsync(askNow: true);

            Assert.Equal((outcome, "# One", since), (file.Outcome, file.Copy!.Text.Text, file.FailingSince!.Value));
            Assert.True(file.Copy.CheckedAt < since);
        }

        Assert.Equal((outcome.ToString(), since), ((await stand.RowAsync()).Failure!, (await stand.RowAsync()).FailingSince!.Value));
        stand.App.Clock.Advance(TimeSpan.FromHours(1));
        stand.Holds(SourceStand.Commit2, "# Two");
        var well = await stand.FindAsync(askNow: true);
        Assert.Equal((FetchOutcome.Ok, "# Two", null), (well.Outcome, well.Copy!.Text.Text, well.FailingSince));
        Assert.Null((await stand.RowAsync()).Failure);
    }

    [Fact]
    public async Task A_host_that_fails_is_asked_less_and_less_behind_the_readers_back()
    {
        using var stand = await ConnectedAsync();
        stand.Answers(HttpStatusCode.InternalServerError);
        await stand.FindAsync();

        await stand.FindAsync();
        Assert.Equal(1, stand.App.Internet.Count("/commits"));

        stand.App.Clock.Advance(TimeSpan.FromSeconds(31));
        await stand.FindAsync();
        stand.App.Clock.Advance(TimeSpan.FromSeconds(31));
        await stand.FindAsync();
        Assert.Equal(2, stand.App.Internet.Count("/commits"));

        await stand.FindAsync(askNow: true);
        Assert.Equal(3, stand.App.Internet.Count("/commits"));
    }

    [Fact]
    public async Task A_host_that_asks_to_wait_is_left_alone_as_long_even_when_readers_press_the_button()
    {
        using var stand = await ConnectedAsync();
        await stand.FindAsync();
        stand.Answers(HttpStatusCode.TooManyRequests, response => response.Headers.RetryAfter = new(TimeSpan.FromMinutes(8)));
        await stand.FindAsync(askNow: true);
        stand.App.Clock.Advance(TimeSpan.FromMinutes(7));

        var file = await stand.FindAsync(askNow: true);

        Assert.Equal((FetchOutcome.RateLimited, "# One"), (file.Outcome, file.Copy!.Text.Text));
        Assert.Equal(2, stand.App.Internet.Count("/commits"));
    }

    [Fact]
    public async Task Many_who_ask_at_once_cost_one_fetch()
    {
        using var stand = await ConnectedAsync();

        var files = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => stand.FindAsync(), MarkdwellApp.Cancel)));

        Assert.All(files, file => Assert.Equal("# One", file.Copy!.Text.Text));
        Assert.Equal((1, 1), (stand.App.Internet.Count("/commits"), stand.App.Internet.Count("/contents/")));
    }

    [Fact]
    public async Task Whoever_asks_now_is_not_told_what_was_asked_before()
    {
        using var stand = await ConnectedAsync();
        await stand.FindAsync();
        stand.App.Clock.Advance(TimeSpan.FromMinutes(2));
        var (asked, gate) = (new TaskCompletionSource(), new TaskCompletionSource());
        stand.App.Internet.On("GET", SourceStand.Commits, async _ =>
        {
            asked.SetResult();
            await gate.Task;
            return Internet.Json($$"""[{"sha":"{{SourceStand.Commit1}}","commit":{"committer":{"date":"2026-11-20T08:00:00Z"} } }]""");
        });
        await stand.FindAsync();
        await asked.Task;

        stand.Holds(SourceStand.Commit2, "# Two");
        var refreshed = stand.FindAsync(askNow: true);
        gate.SetResult();

        Assert.Equal("# Two", (await refreshed).Copy!.Text.Text);
        Assert.Equal("# Two", (await stand.FindAsync()).Copy!.Text.Text);
    }

    [Fact]
    public async Task A_reader_who_leaves_does_not_stop_the_fetch()
    {
        using var stand = await ConnectedAsync();
        var (asked, gate) = (new TaskCompletionSource(), new TaskCompletionSource());
        stand.App.Internet.On("GET", SourceStand.Commits, async _ =>
        {
            asked.SetResult();
            await gate.Task;
            return Internet.Json($$"""[{"sha":"{{SourceStand.Commit1}}","commit":{"committer":{"date":"2026-11-20T08:00:00Z"} } }]""");
        });
        using var leaving = new CancellationTokenSource();
        var view = stand.Files.FindAsync(stand.Acme, "1001", new(SourceStand.Address, null, null), askNow: false, leaving.Token);
        await asked.Task;
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => view);

        gate.SetResult();
        await stand.App.UntilAsync(db => db.CachedFiles.AnyAsync(f => f.Revision == SourceStand.Commit1, MarkdwellApp.Cancel));
    }

    [Theory]
    [InlineData("image/png", "text", FetchOutcome.WrongType)]
    [InlineData("text/html", "text", FetchOutcome.WrongType)]
    [InlineData("application/pdf", "text", FetchOutcome.WrongType)]
    [InlineData("text/plain", "  <!DOCTYPE html><title>Log in</title>", FetchOutcome.WrongType)]
    [InlineData("text/plain", "a\0b", FetchOutcome.WrongType)]
    [InlineData("application/octet-stream", "text", FetchOutcome.Ok)]
    [InlineData("application/geo+json", "text", FetchOutcome.Ok)]
    [InlineData("application/x-yaml", "text", FetchOutcome.Ok)]
    [InlineData("application/vnd.github.raw", "text", FetchOutcome.Ok)]
    [InlineData("text/x-markdown", "text", FetchOutcome.Ok)]
    public async Task What_is_no_text_is_not_shown_and_does_not_replace_a_copy(string mediaType, string content, FetchOutcome outcome)
    {
        using var stand = await ConnectedAsync();
        await stand.FindAsync();
        stand.Holds(SourceStand.Commit2, content, mediaType);

        var file = await stand.FindAsync(askNow: true);

        Assert.Equal((outcome, outcome == FetchOutcome.Ok ? content : "# One"), (file.Outcome, file.Copy!.Text.Text));
    }

    [Theory]
    [InlineData("EFBBBF233031", "#01")]
    [InlineData("FFFE2300E500", "#å")]
    [InlineData("FEFF002300E5", "#å")]
    [InlineData("23E5", null)]
    [InlineData("C080", null)]
    [InlineData("EDA080", null)]
    [InlineData("FFFE00D8", null)]
    public async Task Texts_are_UTF_8_or_say_that_they_are_UTF_16(string bytes, string? text)
    {
        using var stand = await ConnectedAsync();
        stand.Holds(SourceStand.Commit1, Convert.FromHexString(bytes));

        var file = await stand.FindAsync();

        Assert.Equal((text is null ? FetchOutcome.WrongEncoding : FetchOutcome.Ok, text), (file.Outcome, file.Copy?.Text.Text));
    }

    [Fact]
    public async Task A_file_larger_than_is_ever_shown_is_not_fetched_to_its_end()
    {
        using var stand = await ConnectedAsync();
        stand.Holds(SourceStand.Commit1, new byte[(256 * 1024) + 1]);

        Assert.Equal(FetchOutcome.TooLarge, (await stand.FindAsync()).Outcome);
    }

    [Fact]
    public async Task The_reading_that_the_host_knows_is_taken_and_remembered()
    {
        const string address = "https://github.com/acme/docs/blob/feature/x/setup.md";
        using var stand = await ConnectedAsync();
        stand.App.Internet.On("GET", SourceStand.Commits, request => request.RequestUri!.Query.Contains("sha=feature%2Fx&", StringComparison.Ordinal)
            ? Internet.Json($$"""[{"sha":"{{SourceStand.Commit1}}","commit":{"committer":{"date":"2026-11-20T08:00:00Z"} } }]""")
            : new HttpResponseMessage(HttpStatusCode.NotFound));

        var file = await stand.FindAsync(address);
        await stand.FindAsync(address, askNow: true);

        Assert.Equal(("# One", new GitBase(new(1, HostKind.GitHub, "github.com", "acme/docs", "feature/x", "setup.md"), SourceStand.Commit1)), (file.Copy!.Text.Text, file.Copy.Provenance.Base));
        Assert.Equal(3, stand.App.Internet.Count("/commits"));
        Assert.Equal("setup.md", file.Place!.Path);
    }

    [Fact]
    public async Task Globex_never_gets_what_Acme_may_read()
    {
        using var stand = await ConnectedAsync();
        await stand.FindAsync();

        var without = await stand.FindAsync(tenant: stand.Globex);
        Assert.Equal((FetchOutcome.NotAllowed, AddressFault.NoConnection, null), (without.Outcome, without.Fault, without.Copy));

        await stand.ConnectAsync(stand.Globex);
        stand.Answers(HttpStatusCode.NotFound);
        var with = await stand.FindAsync(tenant: stand.Globex);
        Assert.Equal((FetchOutcome.NotFound, null), (with.Outcome, with.Copy));
    }

    [Theory]
    [InlineData(true, AddressFault.NoConnection)]
    [InlineData(false, AddressFault.RepositoryNotAllowed)]
    public async Task Without_its_connection_a_copy_is_not_shown_any_more(bool deletes, AddressFault fault)
    {
        using var stand = await ConnectedAsync();
        await stand.FindAsync();
        await stand.ChangeAsync(async db =>
        {
            var connection = await db.Connections.SingleAsync(MarkdwellApp.Cancel);
            connection.Repositories = "acme/other";
            db.Entry(connection).State = deletes ? EntityState.Deleted : EntityState.Modified;
        });

        var file = await stand.FindAsync();

        Assert.Equal((FetchOutcome.NotAllowed, fault, null), (file.Outcome, file.Fault, file.Copy));
        Assert.Equal((null, "github.com"), (file.Place!.ConnectionId, file.Place.Host));
    }

    [Fact]
    public async Task Part_of_a_file_is_found_by_its_heading()
    {
        using var stand = await ConnectedAsync();
        stand.Holds(SourceStand.Commit1, "# Guide\n\n## Setup\n\nRun it.\n\n## Use\n\nClick.");

        Assert.Equal("Run it.", (await stand.FindAsync(section: "setup")).Copy!.Text.Text);
        var missing = await stand.FindAsync(section: "Removal");
        Assert.Equal((FetchOutcome.NoSuchSection, null), (missing.Outcome, missing.Copy));
    }

    [Fact]
    public async Task A_file_at_a_URL_is_renewed_by_its_tag()
    {
        using var stand = await ConnectedAsync();
        await stand.ConnectAsync(stand.Acme, HostKind.Web, "files.example.com");
        stand.App.Internet.On("GET", "https://files.example.com/a b.md".Replace(" ", "%20", StringComparison.Ordinal), request => request.Headers.IfNoneMatch.Count > 0
            ? new HttpResponseMessage(HttpStatusCode.NotModified)
            : new HttpResponseMessage { Content = new StringContent("# Web", Encoding.UTF8, "text/markdown"), Headers = { ETag = new("\"7\"") } });

        var file = await stand.FindAsync("https://files.example.com/a b.md");
        var again = await stand.FindAsync("https://files.example.com/a b.md", askNow: true);

        Assert.Equal(("# Web", "files.example.com/a b.md"), (file.Copy!.Text.Text, file.Copy.Provenance.Name));
        Assert.Equal((FetchOutcome.Ok, file.Copy.Text), (again.Outcome, again.Copy!.Text));
        Assert.Equal(2, stand.App.Internet.Count("files.example.com"));
    }

    private static async Task<SourceStand> ConnectedAsync()
    {
        var stand = await SourceStand.CreateAsync();
        await stand.ConnectAsync(stand.Acme);
        stand.Holds(SourceStand.Commit1, "# One");
        return stand;
    }

    private static int Queries(SourceStand stand) =>
        stand.App.Log.Lines.Count(line => line.Contains("Executed DbCommand", StringComparison.Ordinal) && line.Contains("CachedFiles", StringComparison.Ordinal));
}
