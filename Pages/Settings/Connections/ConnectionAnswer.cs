using Markdwell.Services.Sources.Connections;
using Microsoft.AspNetCore.Mvc;

namespace Markdwell.Pages.Settings.Connections;

/// <param name="ExpiresOn">What the host said about the token, for a form that is not saved yet.</param>
public sealed record ConnectionAnswer(string Kind, string Sentence, string? ExpiresOn) : FormAnswer(Kind, Sentence)
{
    public static JsonResult Gone => Refused(StatusCodes.Status404NotFound, "This connection is not there any more: somebody deleted it.");

    public static JsonResult TokenNeeded => new FormAnswer(
        "danger",
        "Nothing was changed.",
        new Dictionary<string, string>(StringComparer.Ordinal) { ["token"] = "The token was given for the host before. Enter one for the new host, or remove it." })
        .Of(StatusCodes.Status400BadRequest);

    /// <summary>For all ways in which a change may end.</summary>
    public static JsonResult For(ChangeOutcome outcome, string done) => outcome switch
    {
        ChangeOutcome.Done => Said("success", done),
        ChangeOutcome.ChangedMeanwhile => Refused(
            StatusCodes.Status409Conflict, "Somebody else changed this connection meanwhile. The list shows what it is now. Nothing of yours is lost: do it again to go on."),
        ChangeOutcome.TooMany => Refused(StatusCodes.Status400BadRequest, $"A site may have {ConnectionStore.MaxConnections} connections. Delete one first."),
        ChangeOutcome.TokenNeeded => TokenNeeded,
        _ => Gone,
    };
}
