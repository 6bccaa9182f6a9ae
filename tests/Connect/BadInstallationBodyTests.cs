using System.Net;
using System.Text.Json.Nodes;
using Markdwell.Tests.Hosting;
using static Markdwell.Tests.Hosting.MarkdwellApp;

namespace Markdwell.Tests.Connect;

public sealed class BadInstallationBodyTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private readonly MarkdwellApp app = shared.App;

    /// <summary>The token is Atlassian's own, the body is changed.</summary>
    public static TheoryData<string, int> BadBodies() => new()
    {
        { "empty", 400 }, { "no json", 400 }, { "a list", 400 }, { "cut", 400 }, { "clientKey twice", 400 }, { "baseUrl twice", 400 },
        { "clientKey missing", 400 }, { "clientKey with a space", 400 }, { "clientKey of globex", 403 }, { "clientKey a number", 400 }, { "clientKey too long", 400 },
        { "key of another app", 403 }, { "key missing", 403 }, { "secret missing", 400 }, { "secret empty", 400 }, { "secret too short", 400 }, { "secret a number", 400 },
        { "http", 403 }, { "other host", 403 }, { "host that ends like an allowed one", 403 }, { "the pattern itself", 403 }, { "user info", 403 }, { "backslash", 403 },
        { "query", 403 }, { "fragment", 403 }, { "loopback", 403 }, { "baseUrl missing", 403 }, { "baseUrl a path", 403 }, { "javascript", 403 },
        { "productType missing", 400 }, { "productType unknown", 400 }, { "names in another case", 400 }, { "too large", 413 }, { "deep", 400 }, { "lone surrogate", 400 },
    };

    [Theory, MemberData(nameof(BadBodies))]
    public async Task A_bad_body_is_refused_and_changes_nothing(string fault, int expected)
    {
        await app.InstallAsync(app.Globex);
        var before = await app.SnapshotAsync();
        using var response = await app.Http.SendAsync(app.Acme.Post("/connect/installed", BadBody(fault), app.SignedToken(app.Acme, "/connect/installed")), Cancel);

        Assert.Equal(expected, (int)response.StatusCode);
        Assert.Empty(await response.Content.ReadAsStringAsync(Cancel));
        Assert.Equal(before, await app.SnapshotAsync());
        Assert.Equal(HttpStatusCode.NoContent, (await app.InstallAsync(app.Acme)).StatusCode);
    }

    private string BadBody(string fault)
    {
        var json = app.Acme.Event("installed");
        string With(string name, JsonNode? value)
        {
            json[name] = value;
            return json.ToJsonString();
        }

        string Without(string name)
        {
            json.Remove(name);
            return json.ToJsonString();
        }

        return fault switch
        {
            "empty" => "",
            "no json" => "installed",
            "a list" => "[]",
            "cut" => json.ToJsonString()[..40],
            "clientKey twice" => json.ToJsonString().Insert(1, $"\"clientKey\":\"{app.Globex.ClientKey}\","),
            "baseUrl twice" => json.ToJsonString().Insert(1, "\"baseUrl\":\"https://evil.example.com\","),
            "clientKey missing" => Without("clientKey"),
            "clientKey with a space" => With("clientKey", app.Acme.ClientKey + " "),
            "clientKey of globex" => With("clientKey", app.Globex.ClientKey),
            "clientKey a number" => With("clientKey", 1),
            "clientKey too long" => With("clientKey", new string('a', 256)),
            "key of another app" => With("key", "other"),
            "key missing" => Without("key"),
            "secret missing" => Without("sharedSecret"),
            "secret empty" => With("sharedSecret", ""),
            "secret too short" => With("sharedSecret", new string('a', 31)),
            "secret a number" => With("sharedSecret", 1234567890123456789012345678m),
            "http" => With("baseUrl", "http://acme.atlassian.net"),
            "other host" => With("baseUrl", "https://evil.example.com"),
            "host that ends like an allowed one" => With("baseUrl", "https://evilatlassian.net"),
            "the pattern itself" => With("baseUrl", "https://atlassian.net"),
            "user info" => With("baseUrl", "https://acme.atlassian.net@evil.example.com"),
            "backslash" => With("baseUrl", @"https://evil.example.com\.atlassian.net"),
            "query" => With("baseUrl", "https://acme.atlassian.net/?a=1"),
            "fragment" => With("baseUrl", "https://acme.atlassian.net/#a"),
            "loopback" => With("baseUrl", "https://127.0.0.1:8080"),
            "baseUrl missing" => Without("baseUrl"),
            "baseUrl a path" => With("baseUrl", "/wiki"),
            "javascript" => With("baseUrl", "javascript://acme.atlassian.net/%0aalert(1)"),
            "productType missing" => Without("productType"),
            "productType unknown" => With("productType", "bitbucket"),
            "names in another case" => json.ToJsonString().Replace("clientKey", "ClientKey", StringComparison.Ordinal),
            "too large" => With("description", new string('a', 65 * 1024)),
            "deep" => With("description", JsonNode.Parse(new string('[', 60) + new string(']', 60))).Replace("[[[[[", new string('[', 100), StringComparison.Ordinal),
            "lone surrogate" => json.ToJsonString().Replace("\"A site\"", "\"\\ud83d\"", StringComparison.Ordinal).Replace(app.Acme.Secret, "\\ud83d" + app.Acme.Secret, StringComparison.Ordinal),
            _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, null),
        };
    }
}
