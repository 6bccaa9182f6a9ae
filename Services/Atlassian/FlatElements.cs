using System.Text.Json;
using System.Text.Json.Serialization;

namespace Markdwell.Services.Atlassian;

/// <summary>
/// Reads a value that somebody else has written and that lies anywhere in an answer. One that is nested deeper than anything of ours is taken
/// for null: else it would cost the whole answer, a hundred other issues with it, or, as a tree, half a second.
/// </summary>
internal sealed class FlatElements : JsonConverter<JsonElement>
{
    /// <summary>How deep an answer may be, so that such values can be passed over. Passing over takes as long as they are.</summary>
    public const int MaxPassed = 65_536;

    private const int MaxDepth = 256;

    private static readonly JsonElement None = JsonElement.Parse("null");

    public override bool HandleNull => true;

    public override JsonElement Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (!IsDeep(reader))
        {
            return JsonElement.ParseValue(ref reader);
        }

        reader.Skip();
        return None;
    }

    public override void Write(Utf8JsonWriter writer, JsonElement value, JsonSerializerOptions options) => value.WriteTo(writer);

    /// <param name="ahead">A copy: whoever asks stays where he is.</param>
    private static bool IsDeep(Utf8JsonReader ahead)
    {
        var from = ahead.CurrentDepth;
        if (ahead.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
        {
            return false;
        }

        while (ahead.Read() && ahead.CurrentDepth > from)
        {
            if (ahead.CurrentDepth - from > MaxDepth)
            {
                return true;
            }
        }

        return false;
    }
}
