using Markdwell.Services.Sources.Addresses;
using Markdwell.Services.Sources.Files;
using Markdwell.Services.Sources.Network;

namespace Markdwell.Pages.Shared;

/// <summary>What people are told about a file that a macro shows: in each case what is wrong, and what can be done about it.</summary>
public static class SourceSentences
{
    /// <summary>For whoever is choosing the file: what was understood and who will see it, or why it cannot be shown.</summary>
    public static string ForAuthor(SourceFile file) =>
        file.Copy is { Provenance: var from } ? $"{Place(from)}. {Audience(from)}{Staleness(file)}" : Trouble(file.Outcome, file.Where);

    private static string Place(Provenance from) => from.Base switch
    {
        GitBase { File: var git, Revision: var commit } => $"{git.Host} · {git.Repository} · {git.Ref} · {git.Path} @ {commit[..Math.Min(commit.Length, 7)]}",
        WebBase { Url: var url } => $"{url.Host} · {url.AbsolutePath.TrimStart('/')}",
        _ => from.Revision is { } version ? $"{from.Name}, version {version}" : from.Name,
    };

    // A token's owner often sees more than the readers of a page: its author has to know that he shows it to them.
    private static string Audience(Provenance from) => from.Connection is { } connection
        ? $"Shown with your site's connection “{connection}”: everybody who can see this page sees this file."
        : "Everybody who can see this page sees this file.";

    private static string Staleness(SourceFile file) => file.Outcome is FetchOutcome.Ok or FetchOutcome.NotModified ? "" : $" This is the last good copy. {Trouble(file.Outcome, file.Where)}";

    private static string Trouble(FetchOutcome outcome, string where) => outcome switch
    {
        FetchOutcome.NotFound => $"{where} has no such file, or hides it from your site.",
        FetchOutcome.Unauthorized => $"{where} wants a valid token. Ask a Confluence admin to renew the connection.",
        FetchOutcome.Forbidden => $"{where} does not let your site's connection read this file.",
        FetchOutcome.RateLimited => $"{where} asks Markdwell to wait. Try again in a few minutes.",
        FetchOutcome.NotAllowed => $"Your site has no connection to {where}. Ask a Confluence admin to make one.",
        FetchOutcome.PrivateAddress => $"{where} is in a private network, which Markdwell does not enter. Its operator can open it.",
        FetchOutcome.Redirected => $"{where} sends elsewhere, to where your site's connection does not reach.",
        FetchOutcome.UntrustedCertificate => $"{where} has a certificate that Markdwell does not trust.",
        FetchOutcome.TooLarge => $"The file at {where} is too large to be shown.",
        FetchOutcome.WrongType => $"What is at {where} is not a text file.",
        FetchOutcome.WrongEncoding => $"The file at {where} is not UTF-8 text.",
        FetchOutcome.NoSuchSection => "The file has no heading of this name.",
        FetchOutcome.WrongAddress => "This is not the address of a file. Paste the address of a file as your browser shows it on GitHub, GitLab, Bitbucket, Gitea or Azure DevOps.",
        FetchOutcome.Malformed => $"{where} answered in a way that Markdwell does not understand.",
        _ => $"{where} did not answer. Try again in a moment.",
    };
}
