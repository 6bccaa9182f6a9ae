using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Markdwell.Tests.Hosting;

/// <summary>Counts how often a request came as far as Razor Pages.</summary>
public sealed class RazorPagesRun : IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private const string Event = "Microsoft.AspNetCore.Mvc.BeforeAction";

    private readonly IDisposable subscription;
    private int count;

    public RazorPagesRun(MarkdwellApp app) =>
        subscription = app.Services.GetRequiredService<DiagnosticListener>().Subscribe(this, name => name == Event);

    public int Count => count;

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Key == Event)
        {
            Interlocked.Increment(ref count);
        }
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    public void Dispose() => subscription.Dispose();
}
