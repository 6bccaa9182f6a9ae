using Markdwell.Services.Sources.Network;

namespace Markdwell.Tests.Sources.Network;

/// <summary>How many requests a host gets at once, and when it gets none.</summary>
public sealed class PlacesTests
{
    [Fact]
    public async Task A_host_gets_four_requests_of_a_tenant_at_once_and_sixteen_of_all()
    {
        await using var stand = new FetchStand();
        var open = new TaskCompletionSource();
        stand.Host.Answers["/"] = async (stream, cancellationToken) =>
        {
            await open.Task.WaitAsync(cancellationToken);
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray(), cancellationToken);
        };

        var first = Enumerable.Range(0, 6).Select(_ => stand.FetchAsync(Of(stand, tenantId: 1))).ToList();
        await stand.UntilAsync(() => stand.Host.Requests.Count == 4);
        var others = Enumerable.Range(0, 30).Select(i => stand.FetchAsync(Of(stand, tenantId: 2 + (i % 5)))).ToList();
        await stand.UntilAsync(() => stand.Host.Requests.Count == 16);

        // What came in excess would be here by now: all of them were asked for before the sixteenth arrived.
        Assert.Equal(16, stand.Host.Connections);
        Assert.All(first.Concat(others), fetching => Assert.False(fetching.IsCompleted));

        open.SetResult();
        Assert.All(await Task.WhenAll(first.Concat(others)), response => Assert.Equal(FetchOutcome.Ok, response.Outcome));
    }

    [Fact]
    public async Task Who_waits_does_so_within_the_time_of_the_fetch_and_a_slow_host_is_nobody_elses()
    {
        await using var stand = new FetchStand();
        stand.Leads("other.example.com", "127.0.0.1");
        stand.Host.Answers["/"] = (_, cancellationToken) => Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);

        var slow = Enumerable.Range(0, 10).Select(_ => stand.FetchAsync(Of(stand, tenantId: 1))).ToList();
        await stand.UntilAsync(() => stand.Host.Requests.Count == 4);
        var other = await stand.FetchAsync($"http://other.example.com:{stand.Host.Port}/fast", $"other.example.com:{stand.Host.Port}");
        stand.Clock.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(FetchOutcome.Ok, other.Outcome);
        Assert.All(await Task.WhenAll(slow), response => Assert.Equal(FetchOutcome.Unavailable, response.Outcome));
    }

    [Theory]
    [InlineData("429 Slow Down", "Retry-After: 30", 30)]
    [InlineData("429 Slow Down", "Retry-After: Sun, 22 Nov 2026 12:00:45 GMT", 45)]
    [InlineData("429 Slow Down", "Date: Sun, 22 Nov 2026 11:00:00 GMT\nRetry-After: Sun, 22 Nov 2026 11:00:20 GMT", 20)]
    [InlineData("429 Slow Down", "x-ratelimit-reset: 1795348850", 50)]
    [InlineData("429 Slow Down", "X-Nothing: said", 60)]
    [InlineData("429 Slow Down", "Retry-After: 0", 1)]
    [InlineData("429 Slow Down", "Retry-After: Sun, 22 Nov 2020 12:00:00 GMT", 1)]
    [InlineData("429 Slow Down", "Retry-After: 86400", 900)]
    [InlineData("429 Slow Down", "Retry-After: 99999999999999", 60)]
    [InlineData("429 Slow Down", "x-ratelimit-reset: 9223372036854775807", 900)]
    [InlineData("403 Forbidden", "x-ratelimit-remaining: 0\nx-ratelimit-reset: 1795348850", 50)]
    [InlineData("403 Forbidden", "Retry-After: 30", 30)]
    public async Task A_host_that_asks_for_it_is_left_alone_for_as_long(string status, string headers, int seconds)
    {
        await using var stand = new FetchStand();
        Assert.Equal(1795348850, stand.Clock.GetUtcNow().AddSeconds(50).ToUnixTimeSeconds());
        stand.Host.On("/", $"HTTP/1.1 {status}\n{headers}\nContent-Length: 0");

        var told = await stand.FetchAsync($"{stand.Url}/");
        Assert.Equal((FetchOutcome.RateLimited, TimeSpan.FromSeconds(seconds)), (told.Outcome, told.RetryAfter));

        stand.Clock.Advance(TimeSpan.FromSeconds(seconds - 0.5));
        var meanwhile = await stand.FetchAsync($"{stand.Url}/");
        Assert.Equal((FetchOutcome.RateLimited, TimeSpan.FromSeconds(0.5)), (meanwhile.Outcome, meanwhile.RetryAfter));
        Assert.Single(stand.Host.Requests);

        stand.Clock.Advance(TimeSpan.FromSeconds(0.5));
        Assert.Equal(FetchOutcome.Ok, (await stand.FetchAsync($"{stand.Url}/again")).Outcome);
    }

    [Fact]
    public async Task A_plain_refusal_is_no_pause()
    {
        await using var stand = new FetchStand();
        stand.Host.On("/", "HTTP/1.1 403 Forbidden\nx-ratelimit-remaining: 41\nContent-Length: 0");

        Assert.Equal(FetchOutcome.Forbidden, (await stand.FetchAsync($"{stand.Url}/")).Outcome);
        Assert.Equal(FetchOutcome.Ok, (await stand.FetchAsync($"{stand.Url}/again")).Outcome);
    }

    [Fact]
    public async Task A_pause_of_Acmes_is_none_of_Globexs()
    {
        await using var stand = new FetchStand();
        stand.Host.On("/", "HTTP/1.1 429 Slow Down\nRetry-After: 30\nContent-Length: 0");

        await stand.FetchAsync(Of(stand, tenantId: 1));

        Assert.Equal(FetchOutcome.RateLimited, (await stand.FetchAsync(stand.Request($"{stand.Url}/again"))).Outcome);
        Assert.Equal(FetchOutcome.Ok, (await stand.FetchAsync(stand.Request($"{stand.Url}/again") with { TenantId = 2 })).Outcome);
    }

    [Fact]
    public void Pauses_are_bounded_and_those_that_are_over_make_room()
    {
        var clock = new StoppedClock();
        var pauses = new Pauses(clock);
        foreach (var tenantId in Enumerable.Range(1, 10_000))
        {
            pauses.Begin(tenantId, new("git.example.com", null), TimeSpan.FromSeconds(30));
        }

        pauses.Begin(10_001, new("git.example.com", null), TimeSpan.FromSeconds(30));
        Assert.Null(pauses.Rest(10_001, new("git.example.com", null)));

        clock.Advance(TimeSpan.FromSeconds(30));
        pauses.Begin(10_001, new("git.example.com", null), TimeSpan.FromSeconds(30));
        Assert.Equal(TimeSpan.FromSeconds(30), pauses.Rest(10_001, new("git.example.com", null)));
    }

    private static FetchRequest Of(FetchStand stand, int tenantId) => stand.Request($"{stand.Url}/") with { TenantId = tenantId };
}
