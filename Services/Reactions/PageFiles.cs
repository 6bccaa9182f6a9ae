using Markdwell.Models;
using Markdwell.Services.Atlassian;
using Markdwell.Services.Sources.Files;
using Markdwell.Services.Sources.Macros;
using Markdwell.Services.Sources.Network;
using Microsoft.Extensions.Options;

namespace Markdwell.Services.Reactions;

/// <summary>A file of which there is a copy and no more than that.</summary>
internal sealed record BrokenFile(string Name, string Trouble, DateTime Since);

/// <param name="Kind">As addresses of the API name it: <c>pages</c> or <c>blogposts</c>.</param>
/// <param name="Broken">Those that have been so for long enough.</param>
/// <param name="NextAt">When another will have been so for long enough.</param>
/// <param name="IsWell">Nothing is broken, or will be, or may not be asked for.</param>
internal sealed record FoundFiles(string Kind, IReadOnlyList<BrokenFile> Broken, DateTime? NextAt, bool IsWell);

/// <summary>Asks the hosts about all files that the published version of a page shows.</summary>
internal sealed class PageFiles(PageMacros pages, SourceFiles files, IOptions<ReactionOptions> options, TimeProvider clock)
{
    // A dead host costs eight seconds; a page with more files than this is told about the first.
    private const int MaxFiles = 50;
    private const int AskedTogether = 8;

    public async Task<Answer<FoundFiles>> FindAsync(Tenant tenant, string pageId, CancellationToken cancellationToken)
    {
        var page = await pages.CurrentAsync(tenant, pageId, cancellationToken);
        return page.Value is { } current
            ? Describe(current.Kind, await AskAsync(tenant, pageId, SourcesOf(current.Macros), cancellationToken))
            : new Answer<FoundFiles>(page.Outcome, null, page.Pause);
    }

    /// <summary>Each file once, whichever part of it is shown.</summary>
    private static List<MacroSource> SourcesOf(IReadOnlyList<StorageMacro> macros) =>
        [.. macros.Where(macro => macro.Name == StorageMacros.Name).Select(macro => macro.Content.Source).OfType<MacroSource>().Select(source => source with { Section = null }).Distinct().Take(MaxFiles)];

    private async Task<(MacroSource Source, SourceFile File)[]> AskAsync(Tenant tenant, string pageId, List<MacroSource> sources, CancellationToken cancellationToken)
    {
        var found = new (MacroSource, SourceFile)[sources.Count];
        var together = new ParallelOptions { MaxDegreeOfParallelism = AskedTogether, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, sources.Count, together, async (i, cancel) => found[i] = (sources[i], await files.FindAsync(tenant, pageId, sources[i], askNow: true, cancel)));
        return found;
    }

    private FoundFiles Describe(string kind, (MacroSource Source, SourceFile File)[] found)
    {
        var troubled = found.Where(one => one.File is { Copy: not null, FailingSince: not null } && one.File.Outcome is not (FetchOutcome.Ok or FetchOutcome.NotModified)).ToList();
        var delay = options.Value.BrokenSourceDelay;
        var from = clock.GetUtcNow().UtcDateTime - delay;
        var young = troubled.Where(one => one.File.FailingSince > from).ToList();
        var broken = troubled.Except(young).Select(one => new BrokenFile(one.File.Copy!.Provenance.Name, FileTrouble.Of(one.File, one.Source), one.File.FailingSince!.Value)).ToList();

        // Without its connection nobody knows of a file whether there ever was a copy: it neither breaks a page nor mends it.
        var isWell = troubled.Count == 0 && !Array.Exists(found, one => one.File.Outcome == FetchOutcome.NotAllowed);
        return new(kind, broken, young.Min(one => one.File.FailingSince + delay), isWell);
    }
}
