using Markdwell.Services.Sources.Addresses;
using Markdwell.Services.Sources.Files;

namespace Markdwell.Pages.Shared;

/// <summary>The line below a text that came from elsewhere.</summary>
/// <param name="Revision">As it stands behind the name, short enough for a line; a file without one has none.</param>
/// <param name="ViewUrl">Where people see the file itself.</param>
/// <param name="Trouble">Why this may not be what the file holds today.</param>
public sealed record Origin(string Name, string? Revision, DateTime? RevisedAt, string? ViewUrl, string? Trouble)
{
    private const int ShortCommit = 7;

    public static Origin Of(Provenance provenance, string? trouble) => new(provenance.Name, RevisionOf(provenance), provenance.RevisedAt, provenance.ViewUrl, trouble);

    /// <summary>For where no link or clock can be.</summary>
    public string Line => string.Join(' ', new[] { Name, Revision, RevisedAt is { } date ? $"({SourceSentences.Moment(date)})" : null }.OfType<string>());

    /// <summary>As much of a commit's id as people read.</summary>
    public static string Short(string commit) => commit[..Math.Min(commit.Length, ShortCommit)];

    private static string? RevisionOf(Provenance provenance) => provenance switch
    {
        { Revision: null } => null,
        { Base: AttachmentBase, Revision: var version } => $"· version {version}",
        { Revision: var commit } => $"@ {Short(commit)}",
    };
}
