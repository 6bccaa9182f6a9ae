using System.Net;
using System.Text.Json;

namespace Markdwell.Tests.Hosting;

/// <summary>Acme's Confluence with one page and one macro in it, as far as the app asks for them.</summary>
public sealed class AcmeConfluence(MarkdwellApp app)
{
    public const string Wiki = "https://acme.atlassian.net/wiki";
    public const string MacroId = "5a3c0f00-0000-4000-8000-000000000001";

    /// <summary>The macro's frame.</summary>
    public static string Macro(int version, string pageId = "1001") => $"/macros/markdown?pageId={pageId}&pageVersion={version}&macroId={MacroId}";

    public static string BodyUrl(int version, string pageId = "1001") => $"{Wiki}/rest/api/content/{pageId}/history/{version}/macro/id/{MacroId}";

    public async Task<string> ShowsAsync(string target, string? accountId)
    {
        using var response = await app.OpenAsync(app.Acme, target, accountId);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsStringAsync(MarkdwellApp.Cancel);
    }

    public void HasBody(int version, string body)
    {
        foreach (var pageId in (string[])["1001", "1002"])
        {
            app.Internet.OnJson("GET", BodyUrl(version, pageId), JsonSerializer.Serialize(new { name = "markdwell-markdown", body }));
        }
    }

    public void HasStorage(string value) =>
        app.Internet.OnJson("GET", $"{Wiki}/api/v2/pages/1001", JsonSerializer.Serialize(new { id = "1001", body = new { storage = new { value } } }));

    /// <summary>One person may do one thing with the page; nobody else may do anything.</summary>
    public void Permits(string accountId, string operation) =>
        app.Internet.On("POST", $"{Wiki}/rest/api/content/1001/permission/check", request =>
        {
            var question = JsonDocument.Parse(request.Content!.ReadAsStream()).RootElement;
            var allowed = question.GetProperty("subject").GetProperty("identifier").GetString() == accountId && question.GetProperty("operation").GetString() == operation;
            return Internet.Json(JsonSerializer.Serialize(new { hasPermission = allowed }));
        });
}
