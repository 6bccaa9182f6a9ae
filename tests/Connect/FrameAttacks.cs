using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Markdwell.Tests.Hosting;

namespace Markdwell.Tests.Connect;

/// <summary>Requests for a frame by somebody who has no token for it.</summary>
public static class FrameAttacks
{
    public static TheoryData<string> All() =>
    [
        "no token", "malformed", "wrong secret", "globex's secret", "unknown issuer", "the app as issuer", "expired", "from tomorrow", "other page", "parameter added", "parameter changed",
        "parameter's case changed", "other method", "context-qsh", "no qsh", "alg none", "alg HS512", "alg hs256", "rs256 by atlassian", "no exp", "exp as text", "exp null", "exp true", "iat left out",
        "sub a number", "sub too long", "iss twice", "signature in another spelling", "token twice", "query and header", "bearer", "jwt empty", "huge",
    ];

    /// <param name="target">A frame of Acme's, with or without a query.</param>
    public static HttpRequestMessage On(string target, string attack, MarkdwellApp app)
    {
        var (acme, now) = (app.Acme, app.Now);
        var good = acme.Token("GET", target, now);
        string Token(Action<JsonObject> change, string? secret = null, string header = """{"typ":"JWT","alg":"HS256"}""")
        {
            var claims = TestToken.Claims(acme.ClientKey, TestToken.Qsh("GET", target), now, People.Alice);
            change(claims);
            return TestToken.Hs256(claims, secret ?? acme.Secret, header);
        }

        HttpRequestMessage Query(string token, string? changed = null) => new(HttpMethod.Get, With(changed ?? target, "jwt=" + token));

        return attack switch
        {
            "no token" => new(HttpMethod.Get, target),
            "malformed" => Query("a.b"),
            "wrong secret" => Query(Token(_ => { }, Site.NewSecret())),
            "globex's secret" => Query(Token(_ => { }, app.Globex.Secret)),
            "unknown issuer" => Query(Token(claims => claims["iss"] = "nobody")),
            "the app as issuer" => Query(Token(claims => claims["iss"] = "markdwell")),
            "expired" => Query(acme.Token("GET", target, now.AddSeconds(-180 - 31))),
            "from tomorrow" => Query(acme.Token("GET", target, now.AddDays(1))),
            "other page" => Query(acme.Token("GET", "/macros/preview", now)),
            "parameter added" => Query(good, With(target, "x=1")),
            "parameter changed" => Query(acme.Token("GET", With(target, "x=1"), now), With(target, "x=2")),
            "parameter's case changed" => Query(acme.Token("GET", With(target, "x=1"), now), With(target, "X=1")),
            "other method" => Query(acme.Token("POST", target, now)),
            "context-qsh" => Query(Token(claims => claims["qsh"] = "context-qsh")),
            "no qsh" => Query(Token(claims => claims.Remove("qsh"))),
            "alg none" => Query(TestToken.Sign("""{"alg":"none"}""", TestToken.Claims(acme.ClientKey, TestToken.Qsh("GET", target), now).ToJsonString(), _ => [])),
            "alg HS512" => Query(Token(_ => { }, header: """{"alg":"HS512"}""")),
            "alg hs256" => Query(Token(_ => { }, header: """{"alg":"hs256"}""")),
            "rs256 by atlassian" => Query(TestToken.Rs256(TestToken.Claims(acme.ClientKey, TestToken.Qsh("GET", target), now), app.AtlassianKey, MarkdwellApp.KeyId)),
            "no exp" => Query(Token(claims => claims.Remove("exp"))),
            "exp as text" => Query(Token(claims => claims["exp"] = "99999999999")),
            "exp null" => Query(Token(claims => claims["exp"] = null)),
            "exp true" => Query(Token(claims => claims["exp"] = true)),
            "iat left out" => Query(Token(claims => claims.Remove("iat"))),
            "sub a number" => Query(Token(claims => claims["sub"] = 1)),
            "sub too long" => Query(Token(claims => claims["sub"] = new string('a', 129))),
            "iss twice" => Query(TestToken.Sign("""{"alg":"HS256"}""", TestToken.Claims(acme.ClientKey, TestToken.Qsh("GET", target), now).ToJsonString().Insert(1, $"\"iss\":\"{app.Globex.ClientKey}\","), text => HMACSHA256.HashData(Encoding.UTF8.GetBytes(acme.Secret), text))),
            "signature in another spelling" => Query(Respell(good)),
            "token twice" => Query(good, With(target, $"jwt={good}")),
            "query and header" => new(HttpMethod.Get, With(target, $"jwt={good}")) { Headers = { Authorization = new("JWT", good) } },
            "bearer" => new(HttpMethod.Get, target) { Headers = { Authorization = new("Bearer", good) } },
            "jwt empty" => Query(""),
            "huge" => Query(Token(claims => claims["x"] = new string('a', 20_000))),
            _ => throw new ArgumentOutOfRangeException(nameof(attack), attack, null),
        };
    }

    private static string With(string target, string parameter) => target + (target.Contains('?', StringComparison.Ordinal) ? "&" : "?") + parameter;

    /// <summary>The last letter of a signature holds two bits of nothing: another letter decodes to the same bytes.</summary>
    private static string Respell(string token)
    {
        const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        return token[..^1] + Alphabet[Alphabet.IndexOf(token[^1], StringComparison.Ordinal) ^ 1];
    }
}
