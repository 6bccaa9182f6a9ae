using Microsoft.AspNetCore.Mvc;

namespace Markdwell.Pages.Settings;

/// <summary>What the script shows after an action: one sentence, and one beside each wrong field.</summary>
/// <param name="Kind"><c>success</c>, <c>warning</c> or <c>danger</c>.</param>
public record FormAnswer(string Kind, string Sentence, IReadOnlyDictionary<string, string>? Faults = null)
{
    public static JsonResult Unreadable => Refused(StatusCodes.Status400BadRequest, "The form could not be read. Nothing was changed.");

    public static JsonResult Wrong(IReadOnlyDictionary<string, string> faults) =>
        new FormAnswer("danger", "Nothing was changed: something in the form is not right yet.", faults).Of(StatusCodes.Status400BadRequest);

    public static JsonResult Said(string kind, string sentence) => new FormAnswer(kind, sentence).Of(StatusCodes.Status200OK);

    public static JsonResult Refused(int status, string sentence) => new FormAnswer("danger", sentence).Of(status);

    /// <summary>With all that a kind of answer holds, not only what each does.</summary>
    public JsonResult Of(int status) => new(this) { StatusCode = status };
}
