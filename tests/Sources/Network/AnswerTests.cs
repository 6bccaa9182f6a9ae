using System.IO.Compression;
using System.Net;
using System.Text;
using Markdwell.Services.Sources.Network;
using Markdwell.Tests.Hosting;

namespace Markdwell.Tests.Sources.Network;

/// <summary>What hosts answer, and what is made of it.</summary>
public sealed class AnswerTests
{
    [Theory]
    [InlineData(201, FetchOutcome.Malformed)]
    [InlineData(203, FetchOutcome.Unauthorized)]
    [InlineData(204, FetchOutcome.Malformed)]
    [InlineData(206, FetchOutcome.Malformed)]
    [InlineData(304, FetchOutcome.Malformed)]
    [InlineData(400, FetchOutcome.Malformed)]
    [InlineData(401, FetchOutcome.Unauthorized)]
    [InlineData(403, FetchOutcome.Forbidden)]
    [InlineData(404, FetchOutcome.NotFound)]
    [InlineData(407, FetchOutcome.Malformed)]
    [InlineData(408, FetchOutcome.Unavailable)]
    [InlineData(409, FetchOutcome.NotFound)]
    [InlineData(410, FetchOutcome.NotFound)]
    [InlineData(422, FetchOutcome.NotFound)]
    [InlineData(429, FetchOutcome.RateLimited)]
    [InlineData(451, FetchOutcome.Forbidden)]
    [InlineData(500, FetchOutcome.Unavailable)]
    [InlineData(502, FetchOutcome.Unavailable)]
    [InlineData(503, FetchOutcome.Unavailable)]
    [InlineData(599, FetchOutcome.Unavailable)]
    public async Task Each_status_has_its_outcome(int status, FetchOutcome expected)
    {
        await using var stand = new FetchStand();
        stand.Host.On("/", $"HTTP/1.1 {status} Whatever\nContent-Length: {(status is 204 or 304 ? 0 : 5)}", status is 204 or 304 ? [] : "hello"u8.ToArray());

        var response = await stand.FetchAsync($"{stand.Url}/");

        Assert.Equal(expected, response.Outcome);
        Assert.Empty(response.Body);
    }

    [Fact]
    public async Task A_file_comes_with_what_the_host_says_of_it()
    {
        await using var stand = new FetchStand();
        stand.Host.On("/a", "HTTP/1.1 200 OK\nContent-Type: text/markdown; charset=utf-8\nETag: W/\"7\"\nLast-Modified: Sat, 21 Nov 2026 08:00:00 GMT\nX-Token-Expires: soon\nContent-Length: 5", "hello"u8.ToArray());

        var response = await stand.FetchAsync($"{stand.Url}/a");

        Assert.Equal(FetchOutcome.Ok, response.Outcome);
        Assert.Equal("hello"u8, response.Body);
        Assert.Equal(("text/markdown", "utf-8", "W/\"7\""), (response.MediaType, response.Charset, response.ETag));
        Assert.Equal(new DateTimeOffset(2026, 11, 21, 8, 0, 0, TimeSpan.Zero), response.LastModified);
        Assert.Equal("soon", response.Headers!.GetValues("X-Token-Expires").Single());
    }

    [Fact]
    public async Task A_host_is_asked_whether_the_copy_is_still_good()
    {
        await using var stand = new FetchStand();
        stand.Host.On("/", "HTTP/1.1 304 Not Modified\nETag: \"7\"");
        var copy = stand.Request($"{stand.Url}/") with { ETag = "W/\"7\"", LastModified = new DateTimeOffset(2026, 11, 21, 8, 0, 0, TimeSpan.Zero) };

        var response = await stand.FetchAsync(copy);

        Assert.Equal(FetchOutcome.NotModified, response.Outcome);
        var head = Assert.Single(stand.Host.Requests).Head;
        Assert.Contains("If-None-Match: W/\"7\"\r\n", head, StringComparison.Ordinal);
        Assert.Contains("If-Modified-Since: Sat, 21 Nov 2026 08:00:00 GMT\r\n", head, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_learns_who_asks_and_nothing_else()
    {
        await using var stand = new FetchStand();

        using var activity = new System.Diagnostics.Activity("a reader's request").Start();
        await stand.FetchAsync($"{stand.Url}/");

        var lines = Assert.Single(stand.Host.Requests).Head.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["Accept-Encoding: gzip", "Accept: text/plain", "GET / HTTP/1.1", $"Host: {FetchStand.Name}:{stand.Host.Port}", "User-Agent: Markdwell"], lines.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(100_000, FetchOutcome.Ok)]
    [InlineData(100_001, FetchOutcome.TooLarge)]
    public async Task A_body_is_read_to_its_bound(int length, FetchOutcome expected)
    {
        await using var stand = new FetchStand();
        stand.Host.On("/said", $"HTTP/1.1 200 OK\nContent-Length: {length}", new byte[length]);
        stand.Host.On("/unsaid", "HTTP/1.1 200 OK", new byte[length]);

        Assert.Equal(expected, (await stand.FetchAsync($"{stand.Url}/said")).Outcome);
        Assert.Equal(expected, (await stand.FetchAsync($"{stand.Url}/unsaid")).Outcome);
    }

    [Fact]
    public async Task A_body_without_an_end_is_left_at_the_bound()
    {
        await using var stand = new FetchStand();
        var left = new TaskCompletionSource();
        stand.Host.Answers["/"] = async (stream, cancellationToken) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\n\r\n"u8.ToArray(), cancellationToken);
            try
            {
                while (true)
                {
                    await stream.WriteAsync(new byte[10_000], cancellationToken);
                }
            }
            finally
            {
                left.SetResult();
            }
        };

        Assert.Equal(FetchOutcome.TooLarge, (await stand.FetchAsync($"{stand.Url}/")).Outcome);

        await left.Task.WaitAsync(MarkdwellApp.Cancel);
    }

    [Theory]
    [InlineData(50_000_000, FetchOutcome.TooLarge)]
    [InlineData(100_000, FetchOutcome.Ok)]
    public async Task A_packed_body_is_counted_unpacked(int length, FetchOutcome expected)
    {
        await using var stand = new FetchStand();
        var packed = Pack(new byte[length]);
        Assert.True(packed.Length < 100_000);
        stand.Host.On("/", $"HTTP/1.1 200 OK\nContent-Encoding: gzip\nContent-Length: {packed.Length}", packed);

        Assert.Equal(expected, (await stand.FetchAsync($"{stand.Url}/")).Outcome);
    }

    [Theory]
    [InlineData("gzip, gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    [InlineData("zstd")]
    [InlineData("gzip, br")]
    public async Task A_body_packed_in_a_way_that_nobody_asked_for_is_no_file(string encoding)
    {
        await using var stand = new FetchStand();
        stand.Host.On("/", $"HTTP/1.1 200 OK\nContent-Encoding: {encoding}", Pack(Pack("hello"u8.ToArray())));

        Assert.Equal(FetchOutcome.Malformed, (await stand.FetchAsync($"{stand.Url}/")).Outcome);
    }

    [Fact]
    public async Task A_body_that_is_not_packed_as_it_says_is_no_file()
    {
        await using var stand = new FetchStand();
        stand.Host.On("/", "HTTP/1.1 200 OK\nContent-Encoding: gzip", "hello, this is no gzip at all"u8.ToArray());

        Assert.Equal(FetchOutcome.Malformed, (await stand.FetchAsync($"{stand.Url}/")).Outcome);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nhello")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\nhello")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n")]
    [InlineData("HTTP/1.1 2000 OK\r\n\r\n")]
    [InlineData("HTTP/9.9 200 OK\r\n\r\n")]
    [InlineData("SSH-2.0-OpenSSH_9.9\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nno header\r\n\r\n")]
    [InlineData("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n")]
    [InlineData("")]
    public async Task An_answer_that_breaks_off_or_is_none_brings_nothing(string answer)
    {
        await using var stand = new FetchStand();
        stand.Host.Answers["/"] = (stream, cancellationToken) => stream.WriteAsync(Encoding.Latin1.GetBytes(answer), cancellationToken).AsTask();

        var response = await stand.FetchAsync($"{stand.Url}/");

        Assert.True(response.Outcome is FetchOutcome.Unavailable or FetchOutcome.Malformed, $"{response.Outcome}");
        Assert.Empty(response.Body);
    }

    [Fact]
    public async Task Headers_without_end_are_not_kept()
    {
        await using var stand = new FetchStand();
        stand.Host.On("/", $"HTTP/1.1 200 OK\n{string.Join('\n', Enumerable.Range(0, 40).Select(i => $"X-{i}: {new string('a', 1000)}"))}", "hello"u8.ToArray());

        Assert.Equal(FetchOutcome.Unavailable, (await stand.FetchAsync($"{stand.Url}/")).Outcome);
    }

    [Theory]
    [InlineData("ETag: unquoted")]
    [InlineData("ETag: \"\u00e4\"")]
    [InlineData("Last-Modified: yesterday")]
    [InlineData("Content-Type: ;;;")]
    [InlineData("Retry-After: never")]
    [InlineData("Content-Type: text/plain; charset=nonsense")]
    public async Task A_header_that_is_none_does_no_harm(string header)
    {
        await using var stand = new FetchStand();
        stand.Host.On("/", $"HTTP/1.1 200 OK\n{header}\nContent-Length: 5", "hello"u8.ToArray());

        var response = await stand.FetchAsync($"{stand.Url}/");

        Assert.Equal(FetchOutcome.Ok, response.Outcome);
        Assert.Null(response.ETag);
        Assert.Null(response.LastModified);
    }

    [Fact]
    public async Task Nobody_at_home_is_a_host_that_is_unavailable()
    {
        await using var stand = new FetchStand();
        stand.Host.Close();

        Assert.Equal(FetchOutcome.Unavailable, (await stand.FetchAsync($"{stand.Url}/")).Outcome);
        Assert.Contains(stand.Log.Lines, line => line.EndsWith($"Nothing came from {FetchStand.Name} (Unavailable): ConnectionRefused ", StringComparison.Ordinal));
    }

    private static byte[] Pack(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
        {
            gzip.Write(bytes);
        }

        return packed.ToArray();
    }
}
