using System.Text;
using System.Text.Json;

namespace Markdwell.Services.Notes.Properties;

/// <summary>
/// Finds a member of an object without making a tree of the others. Whoever may edit the issue can nest a value as deeply as Jira takes: what
/// could not be read could not be repaired, and the parser of trees looks back over each level, half a second for a property full of brackets.
/// </summary>
internal static class PropertyJson
{
    private static readonly JsonReaderOptions AnyDepth = new() { MaxDepth = 2 * NoteProperty.MaxSize };

    /// <returns>The value in Jira's answer about a property, as JSON; null when there is none.</returns>
    public static string? TryReadValue(string answer)
    {
        try
        {
            var json = Encoding.UTF8.GetBytes(answer);
            var reader = new Utf8JsonReader(json, AnyDepth);
            if (!TryFind(ref reader, "value"))
            {
                return null;
            }

            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            return Encoding.UTF8.GetString(json.AsSpan(start..(int)reader.BytesConsumed));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <returns>Null when there is no such text.</returns>
    public static string? TryReadText(string json, string name)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json), AnyDepth);
        return TryFind(ref reader, name) && reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
    }

    private static bool TryFind(ref Utf8JsonReader reader, string name)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isFound = reader.ValueTextEquals(name);
            reader.Read();
            if (isFound)
            {
                return true;
            }

            reader.Skip();
        }

        return false;
    }
}
