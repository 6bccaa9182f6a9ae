namespace Markdwell.Services.Jobs;

/// <summary>There is something to be worked on.</summary>
internal sealed class JobSignal : Signal;
