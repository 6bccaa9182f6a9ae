using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Web;

namespace Markdwell.Tests.Hosting;

/// <summary>Acme's Confluence with a page or two and one macro in each, as far as the app asks for them.</summary>
public sealed class AcmeConfluence(MarkdwellApp app)
{
    private readonly ConcurrentDictionary<int, string> versions = new();

    public const string Wiki = "https://acme.atlassian.net/wiki";
    public const string MacroId = "5a3c0f00-0000-4000-8000-000000000001";

    /// <summary>The macro's frame.</summary>
    public static string Macro(int version, string pageId = "1001") => $"/macros/markdown?pageId={pageId}&pageVersion={version}&macroId={MacroId}";

    public static string PageUrl(string pageId = "1001") => $"{Wiki}/api/v2/pages/{pageId}";

    /// <summary>The macro by itself, for when the page does not hold it.</summary>
    public static string BodyUrl(int version, string pageId = "1001") => $"{Wiki}/rest/api/content/{pageId}/history/{version}/macro/id/{MacroId}";

    public async Task<string> ShowsAsync(string target, string? accountId)
    {
        using var response = await app.OpenAsync(app.Acme, target, accountId);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsStringAsync(MarkdwellApp.Cancel);
    }

    public static string Stored(string body, string macroId = MacroId, string parameters = "") =>
        $"""<ac:structured-macro ac:name="markdwell-markdown" ac:macro-id="{macroId}">{parameters}<ac:plain-text-body><![CDATA[{body.Replace("]]>", "]]]]><![CDATA[>", StringComparison.Ordinal)}]]></ac:plain-text-body></ac:structured-macro>""";

    public static string PageJson(string id, string storage, int version = 1) => JsonSerializer.Serialize(new { id, version = new { number = version }, body = new { storage = new { value = storage } } });

    /// <summary>The page has a version whose macro holds that text.</summary>
    public void HasBody(int version, string body) => HasPage(version, Stored(body));

    /// <summary>The page has a version with that text in storage format.</summary>
    public void HasPage(int version, string storage)
    {
        versions[version] = storage;
        foreach (var pageId in (string[])["1001", "1002"])
        {
            app.Internet.On("GET", PageUrl(pageId), request => Page(request, pageId));
        }
    }

    /// <summary>Neither a page nor a blog post is found; then the macro is asked for by its id.</summary>
    public void HasNoPage()
    {
        app.Internet.OnJson("GET", PageUrl(), "{}", HttpStatusCode.NotFound);
        app.Internet.OnJson("GET", $"{Wiki}/api/v2/blogposts/1001", "{}", HttpStatusCode.NotFound);
    }

    /// <summary>Whatever version is asked for.</summary>
    public void HasStorage(string value) => app.Internet.OnJson("GET", PageUrl(), PageJson("1001", value));

    /// <summary>One person may do one thing with the page; nobody else may do anything.</summary>
    public void Permits(string accountId, string operation) =>
        app.Internet.On("POST", $"{Wiki}/rest/api/content/1001/permission/check", request =>
        {
            var question = JsonDocument.Parse(request.Content!.ReadAsStream()).RootElement;
            var allowed = question.GetProperty("subject").GetProperty("identifier").GetString() == accountId && question.GetProperty("operation").GetString() == operation;
            return Internet.Json(JsonSerializer.Serialize(new { hasPermission = allowed }));
        });

    private HttpResponseMessage Page(HttpRequestMessage request, string pageId)
    {
        var asked = HttpUtility.ParseQueryString(request.RequestUri!.Query)["version"];
        var version = asked is null ? versions.Keys.Max() : int.Parse(asked, CultureInfo.InvariantCulture);
        return request.Headers.Authorization is not null && versions.TryGetValue(version, out var storage)
            ? Internet.Json(PageJson(pageId, storage, version))
            : Internet.Json("{}", HttpStatusCode.NotFound);
    }
}
