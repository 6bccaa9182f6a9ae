namespace Markdwell.Services.Atlassian.Points;

/// <summary>Who waits for what a product is asked. What stands first here is held back first.</summary>
public enum Urgency
{
    /// <summary>Nobody, and it is probably for nothing.</summary>
    Chance,

    /// <summary>Nobody: a walk, a text made ready, what a webhook told of.</summary>
    Background,

    /// <summary>Somebody who looks at something.</summary>
    View,

    /// <summary>Somebody who changes something; and whoever asks whether he may look, for without that not even an old copy is shown.</summary>
    Action,
}
