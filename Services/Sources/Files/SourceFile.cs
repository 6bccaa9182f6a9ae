using Markdwell.Services.Sources.Addresses;
using Markdwell.Services.Sources.Macros;
using Markdwell.Services.Sources.Network;

namespace Markdwell.Services.Sources.Files;

/// <summary>What became of the wish for a file: a copy, perhaps an old one, or why there is none.</summary>
/// <param name="Outcome">Of the last try. Not <see cref="FetchOutcome.Ok"/> with a copy: the copy is the last good one.</param>
/// <param name="FailingSince">Since when all tries have failed.</param>
/// <param name="Where">What is asked, for sentences: <c>github.com/acme/docs</c>, or the attachment's name.</param>
public sealed record SourceFile(FetchOutcome Outcome, FileCopy? Copy, DateTime? FailingSince, string Where)
{
    /// <summary>What exactly is wrong with the address, where it is the address.</summary>
    public AddressFault? Fault { get; init; }

    /// <summary>Null for attachments, and for what names no host.</summary>
    public FilePlace? Place { get; init; }

    /// <summary>For who cannot wait for the host any longer.</summary>
    public static SourceFile TooSlow(MacroSource source) => new(FetchOutcome.Unavailable, null, null, source.Attachment ?? "the host");
}

/// <summary>Where a file is asked for, whether or not it may be.</summary>
/// <param name="ConnectionId">Null when no connection allows it.</param>
/// <param name="Repository">Empty for hosts without repositories.</param>
/// <param name="Path">Within the repository, or the whole address.</param>
public sealed record FilePlace(int? ConnectionId, string Host, string Repository, string Path);

/// <param name="CheckedAt">When the host last said that this is what the file holds.</param>
public sealed record FileCopy(SourceText Text, Provenance Provenance, DateTime CheckedAt);

/// <summary>Where a text comes from.</summary>
/// <param name="Name">What readers are shown: <c>docs/setup.md</c>.</param>
/// <param name="Revision">The whole commit id, or the attachment's version; null where the host has none.</param>
/// <param name="RevisedAt">When that revision was made.</param>
/// <param name="ViewUrl">Where people see the file; null when that address is not https.</param>
/// <param name="Connection">The name of the connection, when it shows the file with a token: then readers see what the token's owner may see.</param>
public sealed record Provenance(string Name, string? Revision, DateTime? RevisedAt, string? ViewUrl, string? Connection, LinkBase Base);
