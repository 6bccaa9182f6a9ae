namespace Markdwell.Services.Reactions;

/// <summary>Section <c>Reactions</c> of the configuration. Checked at start by <see cref="ReactionOptionsValidator"/>.</summary>
public sealed class ReactionOptions
{
    /// <summary>For how long a file has to be out of reach before its page is told: hosts restart, and nobody wants to read of that.</summary>
    public TimeSpan BrokenSourceDelay { get; set; } = TimeSpan.FromMinutes(15);
}
