using System.IO.Compression;
using System.Text;
using Markdwell.Sandbox.Connect;

namespace Markdwell.Sandbox.Git;

/// <summary>What a host on the internet may do to whoever asks it for a file.</summary>
internal static class GitFaults
{
    private const int Piece = 64;
    private const int Megabyte = 1 << 20;

    public static async Task Play(Fault fault, HttpContext http, RequestDelegate next, GitHost host)
    {
        var stop = http.RequestAborted;
        if (fault.Kind != "drip")
        {
            await Task.Delay(fault.Delay, stop);
        }
        await (fault.Kind switch
        {
            "delay" => next(http),
            "drip" => Drip(http, next, fault.Delay),
            "away" => Away(http),
            "garbage" => Write(http, "application/json; charset=utf-8", "<html>{ \"not\": json \u0000"),
            "sign-in" => Write(http, "text/html; charset=utf-8", "<!doctype html><title>Sign in</title><form><input type=password></form>"),
            "type" => Retype(http, next, fault.Target ?? "application/octet-stream"),
            "redirect" => Redirect(http, fault.Target ?? $"http://127.0.0.2:{host.Port}/secret"),
            "circle" => Redirect(http, http.Request.Path + http.Request.QueryString),
            "short" => Short(http),
            "endless" => Endless(http, http.Response.Body),
            "bomb" => Bomb(http),
            "rate" => Limit(http, 403, fault.RetryAfter, "API rate limit exceeded for 127.0.0.1."),
            "429" => Limit(http, 429, fault.RetryAfter, "You have exceeded a secondary rate limit. Please wait a few minutes before you try again."),
            _ => Refuse(http, int.TryParse(fault.Kind, out var status) ? status : 500),
        });
    }

    /// <summary>The right answer, a few bytes at a time.</summary>
    private static async Task Drip(HttpContext http, RequestDelegate next, int delay)
    {
        var body = await Answer(http, next);
        for (var at = 0; at < body.Length; at += Piece)
        {
            await http.Response.Body.WriteAsync(body.AsMemory(at, Math.Min(Piece, body.Length - at)), http.RequestAborted);
            await http.Response.Body.FlushAsync(http.RequestAborted);
            await Task.Delay(delay, http.RequestAborted);
        }
    }

    private static async Task Retype(HttpContext http, RequestDelegate next, string mediaType)
    {
        var body = await Answer(http, next);
        http.Response.ContentType = mediaType;
        await http.Response.Body.WriteAsync(body, http.RequestAborted);
    }

    private static async Task<byte[]> Answer(HttpContext http, RequestDelegate next)
    {
        var body = http.Response.Body;
        using var kept = new MemoryStream();
        http.Response.Body = kept;
        await next(http);
        http.Response.Body = body;
        return kept.ToArray();
    }

    /// <summary>Promises more than comes, and hangs up.</summary>
    private static async Task Short(HttpContext http)
    {
        http.Response.ContentLength = Megabyte;
        await http.Response.WriteAsync("# Half of it\n", http.RequestAborted);
        await http.Response.Body.FlushAsync(http.RequestAborted);
        http.Abort();
    }

    private static async Task Endless(HttpContext http, Stream to)
    {
        http.Response.ContentType ??= "text/plain; charset=utf-8";
        var line = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("And so on, and so on.\n", 1000)));
        while (!http.RequestAborted.IsCancellationRequested)
        {
            await to.WriteAsync(line, http.RequestAborted);
        }
    }

    /// <summary>A megabyte of the wire is a gigabyte of memory.</summary>
    private static async Task Bomb(HttpContext http)
    {
        http.Response.ContentType = "text/plain; charset=utf-8";
        http.Response.Headers.ContentEncoding = "gzip";
        await using var gzip = new GZipStream(http.Response.Body, CompressionLevel.Fastest);
        var nothing = new byte[Megabyte];
        for (var megabytes = 0; megabytes < 1024 && !http.RequestAborted.IsCancellationRequested; megabytes++)
        {
            await gzip.WriteAsync(nothing, http.RequestAborted);
        }
    }

    private static Task Limit(HttpContext http, int status, int seconds, string message)
    {
        var headers = http.Response.Headers;
        headers["X-RateLimit-Limit"] = "60";
        headers["X-RateLimit-Remaining"] = "0";
        headers["X-RateLimit-Reset"] = DateTimeOffset.UtcNow.AddSeconds(seconds).ToUnixTimeSeconds().ToString();
        if (status == StatusCodes.Status429TooManyRequests)
        {
            headers.RetryAfter = seconds.ToString();
        }
        http.Response.StatusCode = status;
        return http.Response.WriteAsJsonAsync(new { message, status = status.ToString() });
    }

    private static Task Refuse(HttpContext http, int status)
    {
        http.Response.StatusCode = status;
        return http.Response.WriteAsJsonAsync(new { message = "A fault made on purpose." });
    }

    private static Task Redirect(HttpContext http, string target)
    {
        http.Response.Redirect(target);
        return Task.CompletedTask;
    }

    private static Task Write(HttpContext http, string mediaType, string text)
    {
        http.Response.ContentType = mediaType;
        return http.Response.WriteAsync(text, http.RequestAborted);
    }

    private static Task Away(HttpContext http)
    {
        http.Abort();
        return Task.CompletedTask;
    }
}
