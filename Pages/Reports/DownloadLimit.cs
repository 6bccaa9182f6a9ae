using Markdwell.Pages.Shared;

namespace Markdwell.Pages.Reports;

/// <summary>
/// How often one person may have a file made: that of a large project asks Jira a hundred times, out of what Jira lets the app ask for
/// everybody.
/// </summary>
public sealed class DownloadLimit() : ViewerLimit(inARow: 5, TimeSpan.FromMinutes(1));
