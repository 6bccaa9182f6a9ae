using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Markdwell.Tests.Hosting;
using static Markdwell.Tests.Hosting.MarkdwellApp;

namespace Markdwell.Tests.Connect;

public sealed class ForgedInstallationTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private const string Installed = "/connect/installed";

    private readonly MarkdwellApp app = shared.App;

    /// <summary>The token is changed, the body is Acme's own.</summary>
    public static TheoryData<string, int> ForgedTokens() => new()
    {
        { "no token", 401 }, { "empty", 401 }, { "not a token", 401 }, { "two dots", 401 }, { "other key", 401 }, { "payload changed", 401 },
        { "signature cut", 401 }, { "signature left out", 401 }, { "alg none", 401 }, { "hs256 with the public key", 401 }, { "hs256 with the tenant's secret", 401 },
        { "rs512", 401 }, { "no kid", 401 }, { "kid with ..", 401 }, { "kid with a host", 401 }, { "kid with a query", 401 }, { "kid with a percent", 401 },
        { "kid unknown", 401 }, { "kid too long", 401 }, { "crit", 401 }, { "no aud", 401 }, { "aud of another app", 401 }, { "aud that begins like ours", 401 },
        { "aud a number", 401 }, { "no iss", 401 }, { "iss of globex", 403 }, { "iss a number", 401 }, { "no qsh", 401 }, { "qsh of uninstalled", 401 },
        { "qsh of a GET", 401 }, { "context-qsh", 401 }, { "no exp", 401 }, { "exp as text", 401 }, { "exp passed", 401 }, { "exp before iat", 401 },
        { "no iat", 401 }, { "iat tomorrow", 401 }, { "nbf tomorrow", 401 }, { "nbf as text", 401 }, { "iss twice", 401 }, { "two tokens", 401 },
        { "exp beyond reason", 401 }, { "payload a list", 401 }, { "payload no json", 401 }, { "padding", 401 },
    };

    [Theory, MemberData(nameof(ForgedTokens))]
    public async Task A_forged_installation_is_refused_and_changes_nothing(string forgery, int expected)
    {
        await app.InstallAsync(app.Acme);
        var before = await app.SnapshotAsync();
        app.Internet.On("GET", $"{KeyHost}/unknown", _ => new HttpResponseMessage(HttpStatusCode.NotFound));

        var attack = app.Acme.Event("installed");
        attack["sharedSecret"] = Site.NewSecret();
        using var response = await app.Http.SendAsync(Forge(forgery, attack), Cancel);

        Assert.Equal(expected, (int)response.StatusCode);
        Assert.Empty(await response.Content.ReadAsStringAsync(Cancel));
        Assert.Equal(before, await app.SnapshotAsync());
        Assert.Equal(HttpStatusCode.NoContent, (await app.InstallAsync(app.Acme)).StatusCode);
    }

    private HttpRequestMessage Forge(string forgery, JsonObject body)
    {
        var acme = app.Acme;
        string Token(Action<JsonObject> change) => app.SignedToken(acme, Installed, change);
        string WithKid(string kid) => TestToken.Rs256(GoodClaims(), app.AtlassianKey, kid);
        string WithHeader(string header) => TestToken.Sign(header, GoodClaims().ToJsonString(), SignByAtlassian);
        string WithClaims(string claims) => TestToken.Sign(new JsonObject { ["alg"] = "RS256", ["kid"] = KeyId }.ToJsonString(), claims, SignByAtlassian);
        var good = app.SignedToken(acme, Installed);
        var day = 24 * 3600;
        var now = app.Now.ToUnixTimeSeconds();

        var token = forgery switch
        {
            "no token" => null,
            "empty" => "",
            "not a token" => "letmein",
            "two dots" => "..",
            "other key" => TestToken.Rs256(GoodClaims(), RSA.Create(2048), KeyId),
            "payload changed" => good.Split('.')[0] + "." + TestToken.Encode("{}"u8.ToArray()) + "." + good.Split('.')[2],
            "signature cut" => good[..^5],
            "signature left out" => good[..(good.LastIndexOf('.') + 1)],
            "alg none" => TestToken.Sign($$"""{"alg":"none","kid":"{{KeyId}}"}""", GoodClaims().ToJsonString(), _ => []),
            "hs256 with the public key" => TestToken.Hs256(GoodClaims(), app.AtlassianKey.ExportSubjectPublicKeyInfoPem(), $$"""{"alg":"HS256","kid":"{{KeyId}}"}"""),
            "hs256 with the tenant's secret" => TestToken.Hs256(GoodClaims(), acme.Secret),
            "rs512" => WithHeader($$"""{"alg":"RS512","kid":"{{KeyId}}"}"""),
            "no kid" => WithHeader("""{"alg":"RS256"}"""),
            "kid with .." => WithKid("../" + KeyId),
            "kid with a host" => WithKid("//evil.example.com/" + KeyId),
            "kid with a query" => WithKid(KeyId + "?x=1"),
            "kid with a percent" => WithKid("%2e%2e/" + KeyId),
            "kid unknown" => WithKid("unknown"),
            "kid too long" => WithKid(new string('a', 201)),
            "crit" => WithHeader($$"""{"alg":"RS256","kid":"{{KeyId}}","crit":["b64"],"b64":false}"""),
            "no aud" => Token(claims => claims.Remove("aud")),
            "aud of another app" => Token(claims => claims["aud"] = new JsonArray("https://other.example.com")),
            "aud that begins like ours" => Token(claims => claims["aud"] = BaseUrl + ".evil.example.com"),
            "aud a number" => Token(claims => claims["aud"] = 1),
            "no iss" => Token(claims => claims.Remove("iss")),
            "iss of globex" => Token(claims => claims["iss"] = app.Globex.ClientKey),
            "iss a number" => Token(claims => claims["iss"] = 1),
            "no qsh" => Token(claims => claims.Remove("qsh")),
            "qsh of uninstalled" => app.SignedToken(acme, "/connect/uninstalled"),
            "qsh of a GET" => Token(claims => claims["qsh"] = TestToken.Qsh("GET", Installed)),
            "context-qsh" => Token(claims => claims["qsh"] = "context-qsh"),
            "no exp" => Token(claims => claims.Remove("exp")),
            "exp as text" => Token(claims => claims["exp"] = (now + 180).ToString()),
            "exp passed" => Token(claims => (claims["iat"], claims["exp"]) = (now - 300, now - 31)),
            "exp before iat" => Token(claims => (claims["iat"], claims["exp"]) = (now + 20, now + 10)),
            "no iat" => Token(claims => claims.Remove("iat")),
            "iat tomorrow" => Token(claims => (claims["iat"], claims["exp"]) = (now + day, now + day + 180)),
            "nbf tomorrow" => Token(claims => claims["nbf"] = now + day),
            "nbf as text" => Token(claims => claims["nbf"] = "0"),
            "exp beyond reason" => WithClaims(GoodClaims().ToJsonString().Replace($"\"exp\":{now + 180}", "\"exp\":1e400", StringComparison.Ordinal)),
            "iss twice" => WithClaims(GoodClaims().ToJsonString().Insert(1, $"\"iss\":\"{app.Globex.ClientKey}\",")),
            "payload a list" => WithClaims("[]"),
            "payload no json" => WithClaims("\"" + '\ud83d'),
            "padding" => good.Split('.')[0] + "=." + good[(good.IndexOf('.') + 1)..],
            "two tokens" => good,
            _ => throw new ArgumentOutOfRangeException(nameof(forgery), forgery, null),
        };
        var target = forgery == "two tokens" ? $"{Installed}?jwt={good}" : Installed;
        return acme.Post(target, body.ToJsonString(), token);

        JsonObject GoodClaims()
        {
            var claims = TestToken.Claims(acme.ClientKey, TestToken.Qsh("POST", Installed), app.Now);
            claims["aud"] = new JsonArray(BaseUrl);
            return claims;
        }

        byte[] SignByAtlassian(byte[] text) => app.AtlassianKey.SignData(text, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }
}
