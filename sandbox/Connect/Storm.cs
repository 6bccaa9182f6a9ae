using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Markdwell.Sandbox.Connect;

/// <summary>How what was held back is delivered.</summary>
/// <param name="Deliveries">At least one for each event; what is more are repetitions under the same identifier.</param>
/// <param name="Seed">Of the order in which they come; without it they come as they happened.</param>
/// <param name="PerSecond">They come at this rate, whether those before were answered or not; without it, as fast as they are answered.</param>
/// <param name="AtOnce">Without a rate: how many wait for an answer.</param>
/// <param name="To">Where the processes of the app listen, which take turns; where the descriptor says without them.</param>
internal sealed record Release(int Deliveries = 0, int? Seed = null, double? PerSecond = null, int AtOnce = 32, string[]? To = null);

/// <summary>Many deliveries in a short time, and how they were answered.</summary>
internal sealed class Storm(Webhooks webhooks, Settings settings)
{
    public async Task<object> ReleaseAsync(Tenant tenant, Release release, CancellationToken cancellation)
    {
        var events = webhooks.Take(tenant);
        var run = new Run(webhooks, release.To ?? [tenant.Descriptor!.BaseUrl], TimeSpan.FromSeconds(settings.WebhookRetrySeconds));
        var deliveries = Plan(events, release);
        var watch = Stopwatch.StartNew();
        await (release.PerSecond is { } rate ? AtRate(run, deliveries, rate, cancellation) : AsAnswered(run, deliveries, release.AtOnce, cancellation));
        var times = run.Milliseconds.Order().ToList();
        double? At(double share) => times.Count == 0 ? null : Math.Round(times[(int)((times.Count - 1) * share)], 2);
        return new
        {
            events = events.Count,
            deliveries = deliveries.Count,
            run.Unanswered,
            answers = run.Answers.ToDictionary(pair => pair.Key.ToString(), pair => pair.Value, StringComparer.Ordinal),
            seconds = Math.Round(watch.Elapsed.TotalSeconds, 2),
            perSecond = Math.Round(deliveries.Count / watch.Elapsed.TotalSeconds, 1),
            p50 = At(0.5),
            p95 = At(0.95),
            p99 = At(0.99),
            longest = At(1),
        };
    }

    private static List<Delivery> Plan(IReadOnlyList<HeldWebhook> events, Release release)
    {
        var random = new Random(release.Seed ?? 0);
        var told = events.Select(webhook => new Delivery(webhook, Guid.NewGuid().ToString())).ToList();
        var all = told.Concat(Enumerable.Range(0, told.Count == 0 ? 0 : Math.Max(0, release.Deliveries - told.Count)).Select(_ => told[random.Next(told.Count)])).ToArray();
        if (release.Seed is not null)
        {
            random.Shuffle(all);
        }
        return [.. all];
    }

    /// <summary>Each has its moment. What is answered late is late from that moment on, also when the sender could not keep up.</summary>
    private static async Task AtRate(Run run, List<Delivery> deliveries, double perSecond, CancellationToken cancellation)
    {
        var began = Stopwatch.GetTimestamp();
        var under = new List<Task>();
        for (var i = 0; i < deliveries.Count; i++)
        {
            var due = TimeSpan.FromSeconds(i / perSecond);
            if (due - Stopwatch.GetElapsedTime(began) is var wait && wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, cancellation);
            }
            under.Add(run.DeliverAsync(deliveries[i], began + (long)(due.TotalSeconds * Stopwatch.Frequency), cancellation));
        }
        await Task.WhenAll(under);
    }

    private static Task AsAnswered(Run run, List<Delivery> deliveries, int atOnce, CancellationToken cancellation) =>
        Parallel.ForEachAsync(deliveries, new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, atOnce), CancellationToken = cancellation },
            (delivery, token) => new ValueTask(run.DeliverAsync(delivery, Stopwatch.GetTimestamp(), token)));

    private sealed record Delivery(HeldWebhook Webhook, string Id);

    private sealed class Run(Webhooks webhooks, string[] to, TimeSpan pause)
    {
        private int turn;
        private int unanswered;

        /// <summary>By status, 0 for none; those that were tried again as well.</summary>
        public ConcurrentDictionary<int, int> Answers { get; } = [];

        /// <summary>From the moment a delivery was due to its answer.</summary>
        public ConcurrentBag<double> Milliseconds { get; } = [];

        /// <summary>Deliveries that nobody took, however often they came.</summary>
        public int Unanswered => unanswered;

        public async Task DeliverAsync(Delivery delivery, long due, CancellationToken cancellation)
        {
            var (tenant, hook, body) = delivery.Webhook;
            var first = (uint)Interlocked.Increment(ref turn);
            for (var n = 0; n < Webhooks.Tries(tenant); n++)
            {
                // What one process does not answer goes to the next, as a load balancer does it.
                var answer = await webhooks.Post(tenant, hook, (JsonObject)body.DeepClone(), delivery.Id, n, to[(first + n) % to.Length]);
                Answers.AddOrUpdate(answer.Status, 1, (_, count) => count + 1);
                if (answer.IsGood)
                {
                    Milliseconds.Add(Stopwatch.GetElapsedTime(due).TotalMilliseconds);
                }
                if (Webhooks.IsOver(answer))
                {
                    return;
                }
                await Task.Delay(pause, cancellation);
                due = Stopwatch.GetTimestamp();
            }
            Interlocked.Increment(ref unanswered);
        }
    }
}
