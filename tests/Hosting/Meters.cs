using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace Markdwell.Tests.Hosting;

/// <summary>For what is built without an app around it.</summary>
internal static class Meters
{
    public static IMeterFactory Unheard { get; } = new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>();
}
