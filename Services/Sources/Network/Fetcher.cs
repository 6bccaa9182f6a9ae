using Microsoft.Extensions.Options;

namespace Markdwell.Services.Sources.Network;

/// <summary>Brings files from hosts that are not ours to trust. Never throws for what a host does.</summary>
public sealed partial class Fetcher(
    [FromKeyedServices(Fetcher.HandlerName)] HttpMessageHandler handler, IOptions<SourceOptions> options, TimeProvider clock, ILogger<Fetcher> logger)
    : IDisposable
{
    /// <summary>Of the handler that all requests go through.</summary>
    public const string HandlerName = "sources";

    private const int MaxRedirects = 3;

    // With all hops, the waiting for a place and the last byte: a host that drips holds a place no longer than this.
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(10);

    private readonly HttpMessageInvoker http = new(handler, disposeHandler: false);
    private readonly Places places = new();
    private readonly Pauses pauses = new(clock);

    /// <exception cref="OperationCanceledException">The caller's own token was cancelled.</exception>
    public async Task<FetchResponse> FetchAsync(FetchRequest request, CancellationToken cancellationToken)
    {
        var reach = new Reach(request.AllowedHosts, options.Value.AllowHttp);
        if (reach.Refusal(request.Url) is { } refusal)
        {
            return FetchResponse.Failed(refusal);
        }

        // A line break would begin a header of its own, and the fault about another sign need not spare the token.
        if (request.Authorization is { Value: var token } && token.Any(c => c is < ' ' or > '~'))
        {
            return FetchResponse.Failed(FetchOutcome.Unauthorized);
        }

        using var limit = new CancellationTokenSource(TimeLimit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await FollowAsync(request, reach, either.Token);
        }
        catch (Exception e) when (FetchFault.Of(e) is { } fault)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Log.Failed(logger, HostPort.Of(request.Url).Name, fault.Outcome, fault.Reason);
            return FetchResponse.Failed(fault.Outcome);
        }
    }

    public void Dispose()
    {
        http.Dispose();
        places.Dispose();
    }

    private async Task<FetchResponse> FollowAsync(FetchRequest request, Reach reach, CancellationToken cancellationToken)
    {
        var url = request.Url;
        var authorization = request.Authorization;
        var echo = new TokenEcho(authorization);
        for (var hop = 0; hop <= MaxRedirects; hop++)
        {
            var host = HostPort.Of(url);
            using var place = await places.EnterAsync(request.TenantId, host, cancellationToken);
            if (!place.IsAcquired)
            {
                return FetchResponse.Failed(FetchOutcome.Unavailable);
            }

            if (pauses.Rest(request.TenantId, host) is { } rest)
            {
                return FetchResponse.Failed(FetchOutcome.RateLimited) with { RetryAfter = rest };
            }

            using var message = HostQuestion.Of(url, request, authorization);
            using var response = await http.SendAsync(message, cancellationToken);
            if (echo.IsInHeadersOf(response))
            {
                return Echoed(host);
            }

            if (!HostAnswer.IsRedirect(response))
            {
                var answer = await HostAnswer.ReadAsync(response, request, clock, cancellationToken);
                return echo.IsIn(answer.Body) ? Echoed(host) : Heed(request.TenantId, host, answer);
            }

            if (reach.Next(url, response.Headers.Location) is not { } next)
            {
                break;
            }

            // The token is for the host that it was entered for. Not even for the way back: where that leads, another host has chosen.
            authorization = HostPort.Of(next) == host ? authorization : null;
            url = next;
        }

        return FetchResponse.Failed(FetchOutcome.Redirected);
    }

    private FetchResponse Echoed(HostPort host)
    {
        Log.Failed(logger, host.Name, FetchOutcome.Malformed, "the answer holds the token that it was asked with");
        return FetchResponse.Failed(FetchOutcome.Malformed);
    }

    private FetchResponse Heed(int tenantId, HostPort host, FetchResponse response)
    {
        if (response.RetryAfter is { } rest)
        {
            pauses.Begin(tenantId, host, rest);
        }

        return response;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Nothing came from {Host} ({Outcome}): {Reason}")]
        public static partial void Failed(ILogger logger, string host, FetchOutcome outcome, string reason);
    }
}
