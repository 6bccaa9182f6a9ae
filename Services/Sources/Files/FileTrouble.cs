using Markdwell.Services.Sources.Macros;
using Markdwell.Services.Sources.Network;

namespace Markdwell.Services.Sources.Files;

/// <summary>What went wrong with a file, in words that its readers may see: they name no token, and no address behind a host's name.</summary>
public static class FileTrouble
{
    /// <returns>A part of a sentence.</returns>
    public static string Of(SourceFile file, MacroSource source) => file.Outcome switch
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
