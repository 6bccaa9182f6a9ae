using System.Globalization;
using Markdwell.Services.Sources.Files;
using Markdwell.Services.Sources.Macros;
using Markdwell.Services.Sources.Network;

namespace Markdwell.Pages.Shared;

/// <summary>What readers are told when a text cannot be brought, or only its last good copy.</summary>
public static class SourceSentences
{
    public static string WithoutCopy(SourceFile file, MacroSource source) => $"This text cannot be shown: {Trouble(file, source)}.";

    /// <returns>Null when the copy is as good as the file.</returns>
    public static string? AboutCopy(SourceFile file, MacroSource source) => file switch
    {
        { Outcome: FetchOutcome.Ok or FetchOutcome.NotModified } or { Copy: null } => null,
        { FailingSince: { } since } => $"As of {Moment(file.Copy.CheckedAt)}. Since {Moment(since)}: {Trouble(file, source)}.",
        _ => $"As of {Moment(file.Copy.CheckedAt)}: {Trouble(file, source)}.",
    };

    /// <summary>UTC, because the server knows nobody's clock and a finished page is shared.</summary>
    public static string Moment(DateTime utc) => utc.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>What went wrong, as a part of a sentence.</summary>
    public static string Trouble(SourceFile file, MacroSource source) => file.Outcome switch
    {
        FetchOutcome.NotFound when source.Attachment is { } name => $"this page has no attachment “{name}”",
        FetchOutcome.NotFound => $"{file.Where} does not have this file, or does not show it to Markdwell",
        FetchOutcome.Unauthorized => $"{file.Where} wants a token, or does not take the one of your site's connection",
        FetchOutcome.Forbidden => $"{file.Where} does not let Markdwell read this file",
        FetchOutcome.RateLimited => $"{file.Where} asks Markdwell to wait",
        FetchOutcome.NotAllowed => $"your site has no connection that allows {file.Where}; a Confluence admin can add one",
        FetchOutcome.PrivateAddress => $"{file.Where} is in a private network that the operator of Markdwell has not opened",
        FetchOutcome.Redirected => $"{file.Where} sends to another address, where Markdwell does not go",
        FetchOutcome.UntrustedCertificate => $"{file.Where} shows a certificate that Markdwell's server does not trust",
        FetchOutcome.TooLarge => "the file is larger than Markdwell shows",
        FetchOutcome.WrongType => "the file is not a text",
        FetchOutcome.WrongEncoding => "the file's bytes are not UTF-8",
        FetchOutcome.NoSuchSection => $"the text has no heading “{source.Section}”",
        FetchOutcome.WrongAddress => "the macro's address does not name a file",
        FetchOutcome.Unavailable => $"{file.Where} does not answer",
        _ => $"{file.Where} answers in a way that Markdwell does not understand",
    };
}
