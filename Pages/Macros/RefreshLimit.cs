using Markdwell.Pages.Shared;

namespace Markdwell.Pages.Macros;

/// <summary>
/// How often one person may have hosts asked. A host lets a token ask some thousand times an hour, so without this one reader
/// with a script could take everybody's texts away for the rest of it.
/// </summary>
public sealed class RefreshLimit() : ViewerLimit(inARow: 20, TimeSpan.FromSeconds(3));
