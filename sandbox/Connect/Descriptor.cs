using System.Text.Json;

namespace Markdwell.Sandbox.Connect;

/// <summary>What an app says about itself. Unknown parts are kept but not looked at.</summary>
internal sealed class Descriptor
{
    private readonly JsonElement json;

    public Descriptor(string text)
    {
        json = JsonDocument.Parse(text).RootElement;
        Key = Required("key");
        BaseUrl = Required("baseUrl").TrimEnd('/');
        Modules = json.TryGetProperty("modules", out var modules) ? [.. modules.EnumerateObject().SelectMany(Read)] : [];
    }

    public string Key { get; }

    public string BaseUrl { get; }

    public string Name => Module.Text(json, "name") ?? Key;

    public IReadOnlyList<Module> Modules { get; }

    public bool IsLicensed => json.TryGetProperty("enableLicensing", out var value) && value.ValueKind == JsonValueKind.True;

    public IEnumerable<Module> Of(params string[] types) => Modules.Where(m => types.Contains(m.Type, StringComparer.Ordinal));

    public Module? Find(string key) => Modules.FirstOrDefault(m => m.Key == key);

    /// <summary>The macro the seeded pages are written with: the first one that keeps plain text.</summary>
    public Module? TextMacro => Of("dynamicContentMacros").FirstOrDefault(m => m.Text("bodyType") == "plain-text");

    public string? Lifecycle(string hook) => json.TryGetProperty("lifecycle", out var hooks) ? Module.Text(hooks, hook) : null;

    public bool Allows(Scope scope)
    {
        var granted = json.TryGetProperty("scopes", out var scopes) && scopes.ValueKind == JsonValueKind.Array
            ? scopes.EnumerateArray().Select(s => Scopes.Parse(s.GetString())) : [];
        return granted.Any(s => s >= scope);
    }

    public override string ToString() => JsonSerializer.Serialize(json, Json.Indented);

    private string Required(string name) => Module.Text(json, name) is { Length: > 0 } value ? value : throw new FormatException($"The descriptor has no \"{name}\".");

    // A module type holds one object or a list of them (configurePage is one, webhooks are a list).
    private static IEnumerable<Module> Read(JsonProperty type) => type.Value.ValueKind switch
    {
        JsonValueKind.Array => type.Value.EnumerateArray().Select(m => new Module(type.Name, m)),
        JsonValueKind.Object => [new Module(type.Name, type.Value)],
        _ => [],
    };
}
