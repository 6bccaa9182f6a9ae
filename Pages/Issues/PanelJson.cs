using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Microsoft.AspNetCore.Mvc;

namespace Markdwell.Pages.Issues;

/// <summary>How the panel's page and its script hear of things.</summary>
internal static class PanelJson
{
    // Letters of all languages as themselves, which are a third of their escapes; what means something in HTML is escaped.
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static string Write(PanelState state) => JsonSerializer.Serialize(state, Options);

    public static JsonResult Answer(object answer, int status = StatusCodes.Status200OK) => new(answer, Options) { StatusCode = status };

    public static JsonResult Refuse(int status, string sentence) => Answer(new PanelRefusal(sentence), status);
}
