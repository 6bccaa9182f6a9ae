namespace Markdwell.Services.Sources.Macros;

/// <summary>What an author gave a macro.</summary>
/// <param name="Body">Empty as a rule when the text is elsewhere.</param>
/// <param name="Source">Where the text is instead; null when it is the body.</param>
public sealed record MacroContent(SourceText Body, MacroSource? Source);

/// <summary>As much of it as is kept in memory: enough to find the finished page.</summary>
public sealed record KnownMacro(string BodyHash, MacroSource? Source);
