using Markdwell.Models;

namespace Markdwell.Services.Sources.Files;

/// <summary>One file, wherever it is, and how it is asked for.</summary>
internal interface IFileSource
{
    /// <summary>Everything that names the file, so that two of the same address are the same file.</summary>
    string Address { get; }

    int? ConnectionId { get; }

    /// <summary>Null for attachments.</summary>
    FilePlace? Place { get; }

    /// <summary>Asking costs little, and who stores a new version wants to see it at once.</summary>
    bool AsksEachView { get; }

    /// <param name="copy">The copy at hand; null without one.</param>
    Task<Renewal> AskAsync(CachedFile? copy);

    Provenance Provenance(CachedFile copy);
}
