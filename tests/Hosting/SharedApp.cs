namespace Markdwell.Tests.Hosting;

/// <summary>One app for the many cases of a table, which must leave it as they found it.</summary>
public sealed class SharedApp : IDisposable
{
    public MarkdwellApp App { get; } = new();

    public void Dispose() => App.Dispose();
}
