using System.Net;
using System.Net.Http.Headers;
using Markdwell.Services.Atlassian.Points;
using Microsoft.Extensions.Http.Resilience;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace Markdwell.Services.Atlassian;

/// <summary>
/// How long a call may take and when it is tried again. Told to wait, the app waits; a write whose fate is unknown is
/// never sent twice. https://developer.atlassian.com/cloud/jira/platform/rate-limiting/
/// </summary>
internal static class ProductResilience
{
    private const int MaxTries = 4;
    private const int MaxResponseBytes = 8 * 1024 * 1024;

    private static readonly TimeSpan OneTry = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan AllTries = TimeSpan.FromSeconds(20);

    // Somebody is looking at an empty frame meanwhile: told to wait longer, the app says so at once.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(15);

    public static IHttpClientBuilder AddProductHandler(this IServiceCollection services)
    {
        var builder = services.AddHttpClient(ProductClients.HandlerName);
        builder.ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
        {
            // A redirect could lead a signed call to another host; a renamed site sends its new address by an installed event.
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.All,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            ConnectTimeout = TimeSpan.FromSeconds(3),
        });
        builder.AddHttpMessageHandler(provider => ActivatorUtilities.CreateInstance<CallWatch>(provider));
        builder.AddResilienceHandler(ProductClients.HandlerName, (pipeline, context) =>
        {
            pipeline.TimeProvider = context.ServiceProvider.GetRequiredService<TimeProvider>();
            pipeline.AddTimeout(AllTries).AddRetry(Retry()).AddTimeout(OneTry);
        });
        return builder
            .AddHttpMessageHandler(provider => new PointsMeter(provider.GetRequiredService<PointsBudget>()))
            .AddHttpMessageHandler(() => new BufferedResponse());
    }

    /// <summary>How long the product wants to be left alone; null when it did not say.</summary>
    public static TimeSpan? RetryAfter(HttpResponseHeaders headers) => headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => TimeSpan.FromTicks(Math.Max(0, (date - (headers.Date ?? DateTimeOffset.UtcNow)).Ticks)),
        _ => null,
    };

    private static HttpRetryStrategyOptions Retry() => new()
    {
        MaxRetryAttempts = MaxTries - 1,
        ShouldHandle = args => ValueTask.FromResult(ShouldTryAgain(args)),
        DelayGenerator = args => ValueTask.FromResult<TimeSpan?>(Delay(args)),
    };

    private static bool ShouldTryAgain(RetryPredicateArguments<HttpResponseMessage> args)
    {
        if (args.Outcome.Result is { } response && RetryAfter(response.Headers) > LongestWait)
        {
            return false;
        }

        // A refusal for being too fast means that nothing was done, so a write may come again.
        if (args.Outcome.Result?.StatusCode == HttpStatusCode.TooManyRequests)
        {
            return true;
        }

        var method = args.Context.GetRequestMessage()?.Method;
        return (method == HttpMethod.Get || method == HttpMethod.Head)
            && (args.Outcome.Exception is HttpRequestException or TimeoutRejectedException
                || args.Outcome.Result?.StatusCode is HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError);
    }

    private static TimeSpan Delay(RetryDelayGeneratorArguments<HttpResponseMessage> args)
    {
        if (args.Outcome.Result is { } response && RetryAfter(response.Headers) is { } told)
        {
            return told;
        }

        // Jitter keeps the frames of one page from coming back together.
        var first = args.Outcome.Result?.StatusCode == HttpStatusCode.TooManyRequests ? 2.0 : 0.2;
        return TimeSpan.FromSeconds(first * Math.Pow(2, args.AttemptNumber) * (0.7 + (0.6 * Random.Shared.NextDouble())));
    }

    /// <summary>Reads the body within the time limit of a try, and no further than its bound.</summary>
    private sealed class BufferedResponse : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            await response.Content.LoadIntoBufferAsync(MaxResponseBytes, cancellationToken);
            return response;
        }
    }
}
