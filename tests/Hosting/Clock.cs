namespace Markdwell.Tests.Hosting;

/// <summary>The real time, and a step ahead of it where a test wants to see tomorrow.</summary>
public sealed class Clock : TimeProvider
{
    private TimeSpan ahead;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + ahead;

    public void Advance(TimeSpan by) => ahead += by;
}
