namespace Markdwell.Services.Sources.Macros;

/// <param name="PageVersion">The version of the page it comes from.</param>
/// <param name="FetchedAt">When that version was read, in UTC.</param>
public sealed record EarlierContent(MacroContent Content, int PageVersion, DateTime FetchedAt);
