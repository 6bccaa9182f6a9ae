namespace Markdwell.Services.Notes.Writing;

/// <summary>There is something that Jira is to be told.</summary>
internal sealed class NoteSignal : Signal;
