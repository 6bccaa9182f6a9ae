using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Context.Propagation;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Markdwell.Services.Observing;

/// <summary>
/// What leaves the server. Spans are the app's own alone: those that libraries make of requests and calls name addresses, which hold
/// tokens and the names of sites. Of the framework come metrics that have neither.
/// </summary>
internal static class Export
{
    public static void To(IServiceCollection services)
    {
        // Neither do traces go out to Atlassian and Git hosts, which could tell by them what belongs together.
        DistributedContextPropagator.Current = DistributedContextPropagator.CreateNoOutputPropagator();
        Sdk.SetDefaultTextMapPropagator(new CompositeTextMapPropagator([]));

        services.AddOpenTelemetry()
            .ConfigureResource(resource => resource
                .AddService("markdwell", serviceVersion: typeof(Export).Assembly.GetName().Version?.ToString(3))
                .AddEnvironmentVariableDetector())
            .WithMetrics(metrics => metrics.AddMeter(Observed.Name, "System.Runtime", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel"))
            .WithTracing(traces => traces.AddSource(Observed.Name))
            .WithLogging(configureBuilder: null, logs => logs.IncludeFormattedMessage = true)
            .UseOtlpExporter();
    }
}
