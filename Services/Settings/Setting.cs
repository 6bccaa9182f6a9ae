using System.Text.Json;
using System.Text.Json.Nodes;
using Markdwell.Models;

namespace Markdwell.Services.Settings;

/// <summary>One thing that administrators may decide: what the page shows of it, what is taken for a value, and how it is kept.</summary>
/// <param name="Name">In what is kept and what is sent; never changed once it was released.</param>
/// <param name="Label">For people.</param>
public abstract record Setting(SettingSection Section, string Name, string Label)
{
    /// <summary>The product in which it means something; null for both.</summary>
    public Product? Product { get; init; }

    public bool IsFor(Product product) => Product is null || Product == product;

    /// <summary>The value as people read it.</summary>
    public abstract string Show(SiteSettings settings);

    public abstract JsonNode Write(SiteSettings settings);

    /// <returns>Null when that is no value of it.</returns>
    public abstract SiteSettings? Read(JsonElement value, SiteSettings into);
}

public enum SettingSection
{
    Rendering,
    Limits,
    Reactions,
    Data,
}

public sealed record Switch(SettingSection Section, string Name, string Label, Func<SiteSettings, bool> Get, Func<SiteSettings, bool, SiteSettings> With) : Setting(Section, Name, Label)
{
    public override string Show(SiteSettings settings) => Get(settings) ? "on" : "off";

    public override JsonNode Write(SiteSettings settings) => JsonValue.Create(Get(settings));

    public override SiteSettings? Read(JsonElement value, SiteSettings into) => value.ValueKind is JsonValueKind.True or JsonValueKind.False ? With(into, value.GetBoolean()) : null;
}

/// <param name="Min">The smallest value that is taken.</param>
/// <param name="Max">The largest one.</param>
public sealed record Number(SettingSection Section, string Name, string Label, int Min, int Max, Func<SiteSettings, int> Get, Func<SiteSettings, int, SiteSettings> With) : Setting(Section, Name, Label)
{
    public override string Show(SiteSettings settings) => Get(settings).ToString("N0");

    public override JsonNode Write(SiteSettings settings) => JsonValue.Create(Get(settings));

    public override SiteSettings? Read(JsonElement value, SiteSettings into) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= Min && number <= Max ? With(into, number) : null;
}
