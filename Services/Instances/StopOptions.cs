namespace Markdwell.Services.Instances;

/// <summary>Section <c>Stop</c> of the configuration.</summary>
public sealed class StopOptions
{
    public static readonly TimeSpan MaxDelay = TimeSpan.FromMinutes(5);

    /// <summary>As long as the last answers, and work that has begun, may take after the delay.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromSeconds(30);

    /// <summary>How long an instance that was told to stop goes on as if nothing were, but for saying that it is not ready.</summary>
    public TimeSpan Delay { get; set; }
}
