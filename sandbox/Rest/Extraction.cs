using System.Text.Json;
using Markdwell.Sandbox.Connect;
using Markdwell.Sandbox.Sites;

namespace Markdwell.Sandbox.Rest;

/// <summary>A path into a property that an app has asked to be searchable; nothing else of a property can be searched.</summary>
internal sealed record Extraction(string Property, string Path, string? Type, string? Alias)
{
    /// <param name="app">The installed app, if there is one.</param>
    /// <param name="type"><c>jiraEntityProperties</c> or <c>confluenceContentProperties</c>.</param>
    /// <param name="field">A long name like <c>issue.property[key].path</c>, or an alias.</param>
    /// <param name="prefix">How the long name begins.</param>
    public static Extraction? Find(Descriptor? app, string type, string field, string prefix) => (
        from module in app?.Of(type) ?? []
        from configuration in module.List("keyConfigurations")
        let property = Module.Text(configuration, "propertyKey")
        from extraction in new Module(type, configuration).List("extractions")
        let found = new Extraction(property, Module.Text(extraction, "objectName") ?? "", Module.Text(extraction, "type"), Module.Text(extraction, "alias"))
        where found.IsCalled(field, prefix)
        select found).FirstOrDefault();

    public Field<T> Of<T>(Func<T, Properties> properties) => new(item => Values(properties(item)), IsNumber);

    private IEnumerable<string> Values(Properties properties)
    {
        var value = properties.Find(Property)?.Value;
        foreach (var part in Path.Split('.'))
        {
            value = value is { ValueKind: JsonValueKind.Object } map && map.TryGetProperty(part, out var inner) ? inner : null;
        }
        return value switch
        {
            null or { ValueKind: JsonValueKind.Null } => [],
            { ValueKind: JsonValueKind.Array } list => list.EnumerateArray().Where(IsIndexed).Select(v => v.ToString()),
            { } one => IsIndexed(one) ? [one.ToString()] : [],
        };
    }

    // What is not of the type that was asked for is not indexed.
    private bool IsIndexed(JsonElement value) => !IsNumber || value.ValueKind == JsonValueKind.Number;

    private bool IsNumber => Type == "number";

    private bool IsCalled(string field, string prefix) =>
        string.Equals(field, Alias, StringComparison.OrdinalIgnoreCase) || string.Equals(field, $"{prefix}[{Property}].{Path}", StringComparison.OrdinalIgnoreCase);
}
