using System.Text.Json;
using System.Text.Json.Nodes;

namespace Markdwell.Services.Settings;

/// <summary>Settings as they are kept: a flat document of what is otherwise than by default.</summary>
internal static class SettingsJson
{
    public static string Write(SiteSettings settings)
    {
        var kept = new JsonObject();
        foreach (var setting in SettingTable.All.Where(setting => setting.Show(settings) != setting.Show(SiteSettings.Default)))
        {
            kept[setting.Name] = setting.Write(settings);
        }

        return kept.ToJsonString();
    }

    /// <summary>
    /// What is broken, unknown or out of range counts as not there: a range may have become narrower since, or a newer version of the app
    /// may have written here. No text stays hidden because of it.
    /// </summary>
    public static SiteSettings Read(string? values)
    {
        var settings = SiteSettings.Default;
        if (values is null)
        {
            return settings;
        }

        try
        {
            using var kept = JsonDocument.Parse(values);
            foreach (var setting in SettingTable.All)
            {
                settings = kept.RootElement.ValueKind == JsonValueKind.Object && kept.RootElement.TryGetProperty(setting.Name, out var value) ? setting.Read(value, settings) ?? settings : settings;
            }

            return settings;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return SiteSettings.Default;
        }
    }
}
