namespace Markdwell.Services.Reports;

/// <summary>How far the walk through a project was when something was read: it brings issues that nobody knew of before.</summary>
public readonly record struct WalkStage(int Read, DateTime? FinishedAt);
