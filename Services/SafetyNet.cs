using Markdwell.Services.Instances;
using Markdwell.Services.Storage;
using Microsoft.AspNetCore.Connections;

namespace Markdwell.Services;

/// <summary>What holds for every answer: its headers, and that a fault of ours ends in one plain sentence and a line in the log.</summary>
internal sealed partial class SafetyNet(RequestDelegate next, DatabaseState database, GracefulStop stop, ILogger<SafetyNet> logger)
{
    private const int RetryAfterSeconds = 5;

    /// <summary>Files of ours are named by their content and may be kept for ever; they bring their own header.</summary>
    public static void LetCache(EndpointBuilder file)
    {
        var serve = file.RequestDelegate!;
        file.RequestDelegate = context =>
        {
            context.Response.Headers.CacheControl = default;
            return serve(context);
        };
    }

    public async Task InvokeAsync(HttpContext context)
    {
        SetHeaders(context.Response.Headers);
        if (stop.HasBegun)
        {
            context.Response.Headers.Connection = "close";
        }

        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody is waiting for an answer any more.
        }
        catch (BadHttpRequestException e)
        {
            await AnswerAsync(context, e.StatusCode, "The request could not be read.");
        }
        catch (Exception e) when (e is ConnectionResetException || IsBrokenBody(e))
        {
            await AnswerAsync(context, StatusCodes.Status400BadRequest, "The request ended too early.");
        }
        catch (Exception e) when (DatabaseFault.Is(e) || !database.IsReady)
        {
            Log.DatabaseFailed(logger, DatabaseFault.Reason(e));
            context.Response.Headers.RetryAfter = RetryAfterSeconds.ToString();
            await AnswerAsync(context, StatusCodes.Status503ServiceUnavailable, "Markdwell's database does not answer. Reload the page in a moment.");
        }
        catch (Exception e)
        {
            Log.Failed(logger, e, context.GetEndpoint()?.DisplayName);
            await AnswerAsync(context, StatusCodes.Status500InternalServerError, "Markdwell made a mistake. It is in the server's log.");
        }
    }

    // https://developer.atlassian.com/platform/marketplace/security-requirements/
    private static void SetHeaders(IHeaderDictionary headers)
    {
        headers.CacheControl = "no-cache, no-store";
        headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
    }

    // Kestrel has no exception of its own for a body in pieces of impossible size.
    private static bool IsBrokenBody(Exception e) => e is IOException { Source: "Microsoft.AspNetCore.Server.Kestrel.Core" };

    private static async Task AnswerAsync(HttpContext context, int status, string sentence)
    {
        if (!context.Response.HasStarted)
        {
            context.Response.StatusCode = status;
            context.Response.ContentType = "text/plain; charset=utf-8";
            await context.Response.WriteAsync(sentence);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "The database failed: {Reason}")]
        public static partial void DatabaseFailed(ILogger logger, string reason);

        [LoggerMessage(LogLevel.Error, "A request to {Endpoint} failed")]
        public static partial void Failed(ILogger logger, Exception exception, string? endpoint);
    }
}
