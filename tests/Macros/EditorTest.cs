using System.Net;
using System.Text.Json.Nodes;
using Markdwell.Tests.Hosting;
using static Markdwell.Tests.Hosting.MarkdwellApp;

namespace Markdwell.Tests.Macros;

/// <summary>What the editor's script asks for, with the token that the product gives it.</summary>
public abstract class EditorTest : MacroTest
{
    protected async Task<string> PreviewAsync(string text, string query = "", Site? site = null, string? pageId = "1001")
    {
        using var response = await SendAsync(HttpMethod.Post, "/macros/preview" + query, site ?? App.Acme, pageId, new StringContent(text));
        return await response.Content.ReadAsStringAsync(Cancel);
    }

    protected async Task<string> AttachmentsAsync(Site? site = null, string? pageId = "1001")
    {
        using var response = await SendAsync(HttpMethod.Get, "/macros/attachments", site ?? App.Acme, pageId, content: null);
        return await response.Content.ReadAsStringAsync(Cancel);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string target, Site site, string? pageId, HttpContent? content)
    {
        var claims = TestToken.Claims(site.ClientKey, "context-qsh", App.Now, People.Alice);
        if (pageId is not null)
        {
            claims["context"] = new JsonObject { ["confluence"] = new JsonObject { ["content"] = new JsonObject { ["id"] = pageId } } };
        }

        using var request = new HttpRequestMessage(method, target) { Content = content, Headers = { Authorization = new("JWT", TestToken.Hs256(claims, site.Secret)) } };
        var response = await App.Http.SendAsync(request, Cancel);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return response;
    }
}
