using Markdwell.Models;

namespace Markdwell.Pages.Settings.Activity;

/// <summary>Which of the jobs that were set aside is meant.</summary>
public sealed record JobForm(string? Kind, string? Subject)
{
    /// <returns>Null when it names none.</returns>
    public (JobKind Kind, string Subject)? Job =>
        Subject is { Length: > 0 } subject && Enum.TryParse<JobKind>(Kind, out var kind) && Enum.GetName(kind) == Kind ? (kind, subject) : null;
}
