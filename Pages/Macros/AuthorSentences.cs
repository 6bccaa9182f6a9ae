using Markdwell.Pages.Shared;
using Markdwell.Services.Sources.Addresses;
using Markdwell.Services.Sources.Files;
using Markdwell.Services.Sources.Macros;

namespace Markdwell.Pages.Macros;

/// <summary>What an author who chooses a file is told: what was understood and who will see it, or what to do about it.</summary>
internal static class AuthorSentences
{
    public static string About(SourceFile file, MacroSource source) =>
        file.Copy is not { Provenance: var from } ? WithoutCopy(file, source)
        : $"{Place(from)}. {Audience(from)} {SourceSentences.AboutCopy(file, source)}".TrimEnd();

    private static string Place(Provenance from) => from.Base switch
    {
        GitBase { File: var git, Revision: var commit } => $"{git.Host} · {git.Repository} · {git.Ref} · {git.Path} @ {Origin.Short(commit)}",
        WebBase { Url: var url } => $"{url.Host} · {url.AbsolutePath.TrimStart('/')}",
        _ => from.Revision is { } version ? $"{from.Name}, version {version}" : from.Name,
    };

    // A token's owner often sees more than the readers of a page: its author has to know that he shows it to them.
    private static string Audience(Provenance from) => from.Connection is { } connection
        ? $"Shown with your site's connection “{connection}”: everybody who can see this page sees this file."
        : "Everybody who can see this page sees this file.";

    private static string WithoutCopy(SourceFile file, MacroSource source) => file.Fault switch
    {
        AddressFault.NotAnAddress => "This is not an address. Paste the address of a file as your browser shows it at the Git host, or where the file can be downloaded.",
        AddressFault.NotHttps => "Files are fetched by https only.",
        AddressFault.HasPassword => "There is a password in this address, and whoever may read the page could read it. Leave it out: a connection holds what a host wants to know.",
        AddressFault.CloneAddress => "This address is for git clone. Open the file at the Git host and paste the address that your browser shows.",
        AddressFault.NoFile => "This address shows no file. Open the file at the Git host and paste the address that your browser shows.",
        AddressFault.UnsafePath => "This address leads out of its repository.",
        AddressFault.NoConnection => $"Your site has no connection to {file.Where}. Ask a Confluence admin to make one.",
        AddressFault.RepositoryNotAllowed => $"Your site's connection does not allow {file.Where}. Ask a Confluence admin to add this repository.",
        _ => SourceSentences.WithoutCopy(file, source),
    };
}
