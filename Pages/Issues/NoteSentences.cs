using Markdwell.Services.Atlassian;
using Markdwell.Services.Notes;

namespace Markdwell.Pages.Issues;

/// <summary>What people are told about a note and about what they may do with it.</summary>
internal static class NoteSentences
{
    /// <summary>How the talk with Jira about a note that is shown went.</summary>
    /// <returns>Null when well.</returns>
    public static string? About(NoteOutcome outcome) => outcome switch
    {
        NoteOutcome.Ok => null,
        NoteOutcome.NoIssue => "Jira does not find this issue any more, or does not show it to Markdwell.",
        NoteOutcome.Refused => "Jira does not let Markdwell read and write the note of this issue. A site admin can reinstall the app to repair this.",
        NoteOutcome.RateLimited => "Jira asks Markdwell to wait. What is shown is what Markdwell knows; nothing is lost.",
        NoteOutcome.Unavailable => "Jira did not answer. What is shown is what Markdwell knows; nothing is lost.",
        _ => "This issue's note was changed by hand in a way that Markdwell does not understand. It is untouched in the issue property markdwell.note.",
    };

    /// <summary>Why a note can only be read.</summary>
    /// <returns>Null when the viewer may change it.</returns>
    public static string? WhyReadOnly(Right edit) => edit switch
    {
        Right.Granted => null,
        Right.Denied => "You can read this note. Changing it takes the right to edit this issue.",
        _ => "Jira did not say whether you may edit this issue, so its note can only be read just now.",
    };

    /// <summary>Why nothing of a note is shown.</summary>
    public static string? WhyHidden(Right read) => read switch
    {
        Right.Granted => null,
        Right.Denied => "You may not see this issue, so its note is not shown.",
        _ => "Jira did not say whether you may see this issue. Reload the page to try again.",
    };

    /// <summary>Why a change is refused.</summary>
    public static string? WhyUnchanged(Right edit) => edit switch
    {
        Right.Granted => null,
        Right.Denied => "You may not edit this issue, so its note stays as it is.",
        _ => "Jira did not say whether you may edit this issue. Nothing was changed; try again in a moment.",
    };
}
