namespace Markdwell.Services.Notes.Checklists;

/// <summary>
/// A text whose lines have names: a line keeps its name whatever happens around it, so that an operation on a line finds it
/// in a text that others have changed meanwhile.
/// </summary>
/// <param name="LineIds">One for each line of <paramref name="Text"/>, each different.</param>
public sealed record NoteText(string Text, IReadOnlyList<int> LineIds)
{
    public static NoteText Empty { get; } = Of("");

    /// <summary>A text nobody has named yet.</summary>
    public static NoteText Of(string text) => throw new NotImplementedException();

    /// <summary>As <see cref="Models.Note.LineIds"/> holds them.</summary>
    public string WriteLineIds() => throw new NotImplementedException();

    public static NoteText Read(string text, string lineIds) => throw new NotImplementedException();

    /// <summary>Another text in its place. Lines that are in both keep their names; one that is a changed line of before does too.</summary>
    public NoteText With(string text) => throw new NotImplementedException();
}
