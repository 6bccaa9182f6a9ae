using Markdwell.Models;

namespace Markdwell.Services.Webhooks;

/// <summary>What became of a webhook.</summary>
internal enum WebhookOutcome
{
    Told,

    /// <summary>It is about something that the app has nothing to do with.</summary>
    Ignored,

    /// <summary>An event that the app did not ask for, or not of this product.</summary>
    Unknown,

    /// <summary>The app is not installed there any more.</summary>
    Uninstalled,

    /// <summary>Not JSON, or nothing in it says what it is about.</summary>
    Malformed,
}

/// <summary>All that is taken from a webhook: which page or issue it is about, and what cannot be read from the product afterwards.</summary>
internal readonly record struct WebhookReading(WebhookOutcome Outcome, string? Subject = null, JobHints Hints = JobHints.None)
{
    public static implicit operator WebhookReading(WebhookOutcome outcome) => new(outcome);

    /// <param name="subject">Null when the body names none.</param>
    public static WebhookReading Of(string? subject, JobHints hints = JobHints.None) =>
        subject is null ? WebhookOutcome.Malformed : new WebhookReading(WebhookOutcome.Told, subject, hints);
}
