using Markdwell.Models;
using Markdwell.Services.Notes.Checklists;
using Markdwell.Services.Notes.Properties;

namespace Markdwell.Services.Notes;

/// <summary>What becomes of a note when Jira says what it holds. Pure.</summary>
internal static class NoteMeeting
{
    /// <summary>Somebody may have written any number by hand: one that a browser can still count on from.</summary>
    public const long MaxRevision = 1L << 52;

    /// <summary>Whether Jira holds what it held when it was last looked at.</summary>
    public static bool IsNew(Note note, FoundNote found) => found.Property?.Text != note.WrittenText;

    /// <summary>
    /// What others wrote is taken over where nothing of ours waits to be written, and merged where something does. A property that is
    /// gone empties the note, or is written anew.
    /// </summary>
    public static NoteText Texts(Note note, FoundNote found)
    {
        var ours = NoteText.Read(note.Text, note.LineIds);
        if (found.Property is not { } property)
        {
            return note.IsWritten ? ours.With("") : ours;
        }

        if (property.Text == note.Text || property.Text == note.WrittenText || property.Text == note.SentText)
        {
            return ours;
        }

        return note.IsWritten ? ours.With(property.Text) : ChecklistEditor.Merge(Base(note, property), property.Text, ours);
    }

    /// <summary>What others had before them. Of what was sent without an answer the revision tells whether it had arrived.</summary>
    private static string Base(Note note, NoteProperty property) =>
        (note.SentText is not null && property.Revision >= note.SentRevision ? note.SentText : note.WrittenText) ?? "";
}
