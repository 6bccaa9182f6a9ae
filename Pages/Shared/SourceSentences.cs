using System.Globalization;
using Markdwell.Services.Sources.Files;
using Markdwell.Services.Sources.Macros;
using Markdwell.Services.Sources.Network;

namespace Markdwell.Pages.Shared;

/// <summary>What readers are told when a text cannot be brought, or only its last good copy.</summary>
public static class SourceSentences
{
    public static string WithoutCopy(SourceFile file, MacroSource source) => $"This text cannot be shown: {FileTrouble.Of(file, source)}.";

    /// <returns>Null when the copy is as good as the file.</returns>
    public static string? AboutCopy(SourceFile file, MacroSource source) => file switch
    {
        { Outcome: FetchOutcome.Ok or FetchOutcome.NotModified } or { Copy: null } => null,
        { FailingSince: { } since } => $"As of {Moment(file.Copy.CheckedAt)}. Since {Moment(since)}: {FileTrouble.Of(file, source)}.",
        _ => $"As of {Moment(file.Copy.CheckedAt)}: {FileTrouble.Of(file, source)}.",
    };

    /// <summary>UTC, because the server knows nobody's clock and a finished page is shared.</summary>
    public static string Moment(DateTime utc) => utc.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
