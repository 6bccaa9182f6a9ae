using Markdwell.Services.Sources.Network;
using Markdwell.Tests.Hosting;

namespace Markdwell.Tests.Sources.Network;

/// <summary>A slow host costs ten seconds and one place, whatever it does in them.</summary>
public sealed class TimeTests
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(10);

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 100 Continue\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nX-Slow")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhello")]
    public async Task A_host_that_stops_in_the_middle_is_left(string part)
    {
        await using var stand = new FetchStand();
        var reached = new TaskCompletionSource();
        stand.Host.Answers["/"] = async (stream, cancellationToken) =>
        {
            await stream.WriteAsync(System.Text.Encoding.Latin1.GetBytes(part), cancellationToken);
            reached.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        };

        var fetching = stand.FetchAsync($"{stand.Url}/");
        await reached.Task.WaitAsync(MarkdwellApp.Cancel);
        stand.Clock.Advance(TimeLimit);

        Assert.Equal(FetchOutcome.Unavailable, (await fetching).Outcome);
    }

    /// <summary>Each byte comes in time; all of them never do.</summary>
    [Fact]
    public async Task A_host_that_drips_is_left()
    {
        await using var stand = new FetchStand();
        var left = new TaskCompletionSource();
        var drops = 0;
        stand.Host.Answers["/"] = async (stream, cancellationToken) =>
        {
            try
            {
                await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n"u8.ToArray(), cancellationToken);
                for (; ; drops++)
                {
                    await stream.WriteAsync("."u8.ToArray(), cancellationToken);
                    await Task.Delay(5, cancellationToken);
                }
            }
            finally
            {
                left.SetResult();
            }
        };

        var fetching = stand.FetchAsync($"{stand.Url}/");
        foreach (var second in Enumerable.Range(1, 10))
        {
            Assert.False(fetching.IsCompleted);
            await stand.UntilAsync(() => drops >= second);
            stand.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(FetchOutcome.Unavailable, (await fetching).Outcome);
        await left.Task.WaitAsync(MarkdwellApp.Cancel);
    }

    [Fact]
    public async Task The_time_is_for_all_hops_together()
    {
        await using var stand = new FetchStand();
        stand.Host.Redirect("/", 302, "/slow");
        var reached = new TaskCompletionSource();
        stand.Host.Answers["/slow"] = (_, cancellationToken) =>
        {
            stand.Clock.Advance(TimeLimit / 2);
            reached.SetResult();
            return Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        };

        var fetching = stand.FetchAsync($"{stand.Url}/");
        await reached.Task.WaitAsync(MarkdwellApp.Cancel);
        stand.Clock.Advance(TimeLimit / 2);

        Assert.Equal(FetchOutcome.Unavailable, (await fetching).Outcome);
    }

    [Fact]
    public async Task Who_no_longer_wants_a_file_gets_an_exception_and_no_outcome()
    {
        await using var stand = new FetchStand();
        using var reader = CancellationTokenSource.CreateLinkedTokenSource(MarkdwellApp.Cancel);
        stand.Host.Answers["/"] = (_, cancellationToken) => Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);

        var fetching = stand.FetchAsync(stand.Request($"{stand.Url}/"), reader.Token);
        await stand.UntilAsync(() => stand.Host.Requests.Count == 1);
        await reader.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fetching);
    }
}
