using System.Text.Json;

namespace Markdwell.Sandbox.Connect;

/// <summary>One place of a product that an app fills.</summary>
internal sealed record Module(string Type, JsonElement Source)
{
    public string Key => Text("key") ?? Text("event") ?? Type;

    public string Name => Text("name") ?? Key;

    /// <summary>Issue contexts and issue contents keep their address one level deeper.</summary>
    public string? Url => Text("url") ?? (Part("target") is { } target ? Text(target, "url") : null);

    public string? Text(string name) => Text(Source, name);

    public JsonElement? Part(string name) =>
        Source.ValueKind == JsonValueKind.Object && Source.TryGetProperty(name, out var value) ? value : null;

    public IEnumerable<JsonElement> List(string name) => Part(name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];

    public bool IsOn(string name) => Part(name)?.ValueKind == JsonValueKind.True;

    /// <summary>A text is a plain string or an object with a value and a translation key.</summary>
    public static string? Text(JsonElement json, string name) =>
        json.ValueKind != JsonValueKind.Object || !json.TryGetProperty(name, out var value) ? null : value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => value.GetRawText(),
            JsonValueKind.Object => Text(value, "value"),
            _ => null,
        };
}
