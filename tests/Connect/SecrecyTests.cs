using System.Net;
using Markdwell.Tests.Hosting;
using static Markdwell.Tests.Hosting.MarkdwellApp;

namespace Markdwell.Tests.Connect;

/// <summary>All logs at their most talkative level hold no token, no secret and no text of a page.</summary>
public sealed class SecrecyTests : IDisposable
{
    // An operator who looks for a fault turns everything up.
    private readonly MarkdwellApp app = new(
        ("Logging:LogLevel:Default", "Trace"), ("Logging:LogLevel:Microsoft.AspNetCore", "Trace"), ("Logging:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics", "Trace"),
        ("Logging:LogLevel:Microsoft.EntityFrameworkCore", "Trace"), ("Logging:LogLevel:Microsoft.AspNetCore.DataProtection", "Trace"),
        ("Logging:Lines:LogLevel:Default", "Trace"), ("Logging:Lines:LogLevel:Microsoft.AspNetCore", "Trace"),
        ("Logging:LogLevel:Polly", "Trace"), ("Logging:LogLevel:System.Net.Http.HttpClient", "Trace"));

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task Neither_tokens_nor_secrets_nor_texts_are_logged()
    {
        const string Wiki = "https://acme.atlassian.net/wiki";
        const string Target = "/macros/markdown?pageId=1&pageVersion=1&macroId=x";
        await app.InstallAsync(app.Acme);
        app.Internet.OnJson("POST", $"{Wiki}/rest/api/content/1/permission/check", """{"hasPermission":true}""");
        app.Internet.OnJson("GET", $"{Wiki}/api/v2/pages/1", AcmeConfluence.PageJson("1", AcmeConfluence.Stored("a confidential text", "x")));
        var good = app.Acme.Frame(Target, app.Now);
        var forged = new Site("acme", "confluence").Frame(Target, app.Now);

        Assert.Equal(HttpStatusCode.OK, (await GetAsync(good)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await GetAsync(forged)).StatusCode);
        using var installed = app.Acme.Post("/connect/installed", app.Acme.Event("installed").ToJsonString(), "e30.broken." + app.Acme.Secret);
        await app.Http.SendAsync(installed, Cancel);

        var log = string.Join('\n', app.Log.Lines.Concat(app.Log.Parts));
        Assert.Contains("Trace ", log, StringComparison.Ordinal);
        Assert.Contains("WrongSignature", log, StringComparison.Ordinal);
        string[] secrets =
        [
            app.Acme.Secret, Signature(good), Signature(forged), "confidential", "jwt=e",
            .. app.Internet.Calls.Select(call => call.Authorization).OfType<string>().Select(Signature),
        ];
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, log, StringComparison.Ordinal));
    }

    private Task<HttpResponseMessage> GetAsync(string address) => app.Http.GetAsync(new Uri(address, UriKind.Relative), Cancel);

    private static string Signature(string token) => token[(token.LastIndexOf('.') + 1)..];
}
