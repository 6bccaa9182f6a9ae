using System.Text.Json;
using Markdwell.Models;
using Markdwell.Services.Settings;

namespace Markdwell.Pages.Settings;

/// <summary>What an administrator has chosen.</summary>
/// <param name="Version">Of the settings that were on the screen.</param>
/// <param name="Values">By the names of settings. What is not named stays as it is.</param>
public sealed record SettingsForm(int Version, IReadOnlyDictionary<string, JsonElement>? Values)
{
    /// <summary>Reads the fields into settings, or finds what is wrong with them.</summary>
    /// <returns>For each wrong field one sentence; empty when all are right.</returns>
    public IReadOnlyDictionary<string, string> Read(Product product, SiteSettings from, out SiteSettings settings)
    {
        var faults = new Dictionary<string, string>(StringComparer.Ordinal);
        settings = from;
        foreach (var (name, value) in Values ?? new Dictionary<string, JsonElement>(StringComparer.Ordinal))
        {
            var setting = SettingTable.Of(product).FirstOrDefault(setting => setting.Name == name);
            if (setting?.Read(value, settings) is { } read)
            {
                settings = read;
            }
            else
            {
                faults[name] = Fault(setting, product);
            }
        }

        return faults;
    }

    private static string Fault(Setting? setting, Product product) => setting switch
    {
        Number number => $"Enter a whole number from {number.Min:N0} to {number.Max:N0}.",
        Switch => "Choose on or off.",
        _ => $"{product} has no such setting.",
    };
}
