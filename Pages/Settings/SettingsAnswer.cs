using System.Text.Json.Nodes;
using Markdwell.Models;
using Markdwell.Services.Settings;
using Microsoft.AspNetCore.Mvc;

namespace Markdwell.Pages.Settings;

/// <param name="Version">Of what holds now.</param>
/// <param name="Values">What holds now, by the names of settings.</param>
public sealed record SettingsAnswer(string Kind, string Sentence, int Version, IReadOnlyDictionary<string, JsonNode> Values) : FormAnswer(Kind, Sentence)
{
    private const string Meanwhile =
        "Somebody else saved other settings meanwhile, so yours are not saved yet. What you have not touched shows now what they saved; what you entered is still here. Save again to keep both.";

    public static JsonResult For(SaveOutcome outcome, string done, Product product, VersionedSettings now)
    {
        var values = SettingTable.Of(product).ToDictionary(setting => setting.Name, setting => setting.Write(now.Settings), StringComparer.Ordinal);
        return outcome == SaveOutcome.Done
            ? new SettingsAnswer("success", done, now.Version, values).Of(StatusCodes.Status200OK)
            : new SettingsAnswer("danger", Meanwhile, now.Version, values).Of(StatusCodes.Status409Conflict);
    }
}
