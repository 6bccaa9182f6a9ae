using Markdwell.Services.Sources.Connections;
using Microsoft.AspNetCore.Mvc;

namespace Markdwell.Pages.Settings;

/// <summary>What the script shows after an action: one sentence, and one beside each wrong field.</summary>
/// <param name="Kind"><c>success</c>, <c>warning</c> or <c>danger</c>.</param>
/// <param name="ExpiresOn">What the host said about the token, for a form that is not saved yet.</param>
public sealed record FormAnswer(string Kind, string Sentence, IReadOnlyDictionary<string, string>? Faults = null, string? ExpiresOn = null)
{
    public static JsonResult Unreadable => Of(StatusCodes.Status400BadRequest, new("danger", "The form could not be read. Nothing was changed."));

    public static JsonResult Gone => Of(StatusCodes.Status404NotFound, new("danger", "This connection is not there any more: somebody deleted it."));

    public static JsonResult TokenNeeded => Of(StatusCodes.Status400BadRequest, new(
        "danger", "Nothing was changed.", new Dictionary<string, string>(StringComparer.Ordinal) { ["token"] = "The token was given for the host before. Enter one for the new host, or remove it." }));

    public static JsonResult Wrong(IReadOnlyDictionary<string, string> faults) =>
        Of(StatusCodes.Status400BadRequest, new("danger", "Nothing was changed: something in the form is not right yet.", faults));

    public static JsonResult Said(string kind, string sentence, string? expiresOn = null) => Of(StatusCodes.Status200OK, new(kind, sentence, null, expiresOn));

    /// <summary>For all ways in which a change may end.</summary>
    public static JsonResult For(ChangeOutcome outcome, string done) => outcome switch
    {
        ChangeOutcome.Done => Said("success", done),
        ChangeOutcome.ChangedMeanwhile => Of(StatusCodes.Status409Conflict, new(
            "danger", "Somebody else changed this connection meanwhile. The list shows what it is now. Nothing of yours is lost: do it again to go on.")),
        ChangeOutcome.TooMany => Of(StatusCodes.Status400BadRequest, new("danger", $"A site may have {ConnectionStore.MaxConnections} connections. Delete one first.")),
        ChangeOutcome.TokenNeeded => TokenNeeded,
        _ => Gone,
    };

    private static JsonResult Of(int status, FormAnswer answer) => new(answer) { StatusCode = status };
}
