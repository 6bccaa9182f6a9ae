using System.Net;
using System.Text.Json.Nodes;
using Markdwell.Tests.Hosting;
using static Markdwell.Tests.Hosting.MarkdwellApp;

namespace Markdwell.Tests.Connect;

public sealed class FrameTokenTests(SharedApp shared) : IClassFixture<SharedApp>, IAsyncLifetime
{
    private const string Editor = "/macros/editor";

    private readonly MarkdwellApp app = shared.App;

    public async ValueTask InitializeAsync() => await app.InstallAllAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_signed_frame_opens() =>
        Assert.Equal(HttpStatusCode.OK, (await app.OpenAsync(app.Acme, Editor)).StatusCode);

    [Theory]
    [InlineData("/macros/editor/")]
    [InlineData("/macros/editor?b=2&a=1&a=0")]
    [InlineData("/macros/editor?A=1&a=2")]
    [InlineData("/macros/editor?JWT=x&title=1+%2B+1")]
    [InlineData("/macros/editor?title=%E5%AE%AE%E5%B4%8E+%E9%A7%BF&%24x=%21*")]
    [InlineData("/macros/editor?x[]=1&x[]=2&y=%2541")]
    [InlineData("/macros/editor?%C3%A9=1&z=2&~=3")]
    public async Task Whatever_the_query_looks_like_it_is_hashed_as_it_was_signed(string target) =>
        Assert.Equal(HttpStatusCode.OK, (await app.OpenAsync(app.Acme, target)).StatusCode);

    [Fact]
    public async Task A_token_may_come_in_the_header_too() =>
        Assert.Equal(HttpStatusCode.OK, await GetAsync(Editor, app.Acme.Token("GET", Editor, app.Now)));

    [Fact]
    public async Task Thirty_seconds_of_a_wrong_clock_are_forgiven()
    {
        Assert.Equal(HttpStatusCode.OK, await GetAsync(Editor, app.Acme.Token("GET", Editor, app.Now.AddSeconds(25))));
        Assert.Equal(HttpStatusCode.OK, await GetAsync(Editor, app.Acme.Token("GET", Editor, app.Now.AddSeconds(-180 - 25))));
    }

    public static TheoryData<string> Attacks() =>
    [
        "no token", "malformed", "wrong secret", "globex's secret", "unknown issuer", "the app as issuer", "expired", "from tomorrow", "other page", "parameter added", "parameter changed",
        "parameter's case changed", "other method", "context-qsh", "no qsh", "alg none", "alg HS512", "alg hs256", "rs256 by atlassian", "no exp", "exp as text", "exp null", "exp true", "iat left out",
        "sub a number", "sub too long", "iss twice", "signature in another spelling", "token twice", "query and header", "bearer", "jwt empty", "huge",
    ];

    [Theory, MemberData(nameof(Attacks))]
    public async Task An_attack_is_refused_without_a_reason(string attack)
    {
        using var request = Attack(attack);
        using var response = await app.Http.SendAsync(request, Cancel);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.DoesNotContain("signature", await response.Content.ReadAsStringAsync(Cancel), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(HttpStatusCode.OK, (await app.OpenAsync(app.Acme, Editor)).StatusCode);
    }

    private HttpRequestMessage Attack(string attack)
    {
        var (acme, now) = (app.Acme, app.Now);
        var good = acme.Token("GET", Editor, now);
        string Token(Action<JsonObject> change, string? secret = null, string header = """{"typ":"JWT","alg":"HS256"}""")
        {
            var claims = TestToken.Claims(acme.ClientKey, TestToken.Qsh("GET", Editor), now, People.Alice);
            change(claims);
            return TestToken.Hs256(claims, secret ?? acme.Secret, header);
        }

        HttpRequestMessage Query(string token, string target = Editor) =>
            new(HttpMethod.Get, target + (target.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "jwt=" + token);

        return attack switch
        {
            "no token" => new(HttpMethod.Get, Editor),
            "malformed" => Query("a.b"),
            "wrong secret" => Query(Token(_ => { }, Site.NewSecret())),
            "globex's secret" => Query(Token(_ => { }, app.Globex.Secret)),
            "unknown issuer" => Query(Token(claims => claims["iss"] = "nobody")),
            "the app as issuer" => Query(Token(claims => claims["iss"] = "markdwell")),
            "expired" => Query(acme.Token("GET", Editor, now.AddSeconds(-180 - 31))),
            "from tomorrow" => Query(acme.Token("GET", Editor, now.AddDays(1))),
            "other page" => Query(acme.Token("GET", "/macros/markdown", now)),
            "parameter added" => Query(good, Editor + "?pageId=1"),
            "parameter changed" => Query(acme.Token("GET", Editor + "?pageId=1", now), Editor + "?pageId=2"),
            "parameter's case changed" => Query(acme.Token("GET", Editor + "?pageId=1", now), Editor + "?pageid=1"),
            "other method" => Query(acme.Token("POST", Editor, now)),
            "context-qsh" => Query(Token(claims => claims["qsh"] = "context-qsh")),
            "no qsh" => Query(Token(claims => claims.Remove("qsh"))),
            "alg none" => Query(TestToken.Sign("""{"alg":"none"}""", TestToken.Claims(acme.ClientKey, TestToken.Qsh("GET", Editor), now).ToJsonString(), _ => [])),
            "alg HS512" => Query(Token(_ => { }, header: """{"alg":"HS512"}""")),
            "alg hs256" => Query(Token(_ => { }, header: """{"alg":"hs256"}""")),
            "rs256 by atlassian" => Query(TestToken.Rs256(TestToken.Claims(acme.ClientKey, TestToken.Qsh("GET", Editor), now), app.AtlassianKey, KeyId)),
            "no exp" => Query(Token(claims => claims.Remove("exp"))),
            "exp as text" => Query(Token(claims => claims["exp"] = "99999999999")),
            "exp null" => Query(Token(claims => claims["exp"] = null)),
            "exp true" => Query(Token(claims => claims["exp"] = true)),
            "iat left out" => Query(Token(claims => claims.Remove("iat"))),
            "sub a number" => Query(Token(claims => claims["sub"] = 1)),
            "sub too long" => Query(Token(claims => claims["sub"] = new string('a', 129))),
            "iss twice" => Query(TestToken.Sign("""{"alg":"HS256"}""", TestToken.Claims(acme.ClientKey, TestToken.Qsh("GET", Editor), now).ToJsonString().Insert(1, $"\"iss\":\"{app.Globex.ClientKey}\","), text => System.Security.Cryptography.HMACSHA256.HashData(System.Text.Encoding.UTF8.GetBytes(acme.Secret), text))),
            "signature in another spelling" => Query(Respell(good)),
            "token twice" => Query(good, $"{Editor}?jwt={good}"),
            "query and header" => new(HttpMethod.Get, $"{Editor}?jwt={good}") { Headers = { Authorization = new("JWT", good) } },
            "bearer" => new(HttpMethod.Get, Editor) { Headers = { Authorization = new("Bearer", good) } },
            "jwt empty" => Query(""),
            "huge" => Query(Token(claims => claims["x"] = new string('a', 20_000))),
            _ => throw new ArgumentOutOfRangeException(nameof(attack), attack, null),
        };
    }

    [Fact]
    public async Task A_frame_token_does_not_open_what_our_own_script_calls()
    {
        const string Preview = "/macros/preview";
        HttpRequestMessage Request(string token) => new(HttpMethod.Post, Preview) { Content = new StringContent("# Hi"), Headers = { Authorization = new("JWT", token) } };
        var context = TestToken.Hs256(TestToken.Claims(app.Acme.ClientKey, "context-qsh", app.Now, People.Alice), app.Acme.Secret);

        Assert.Equal(HttpStatusCode.Unauthorized, (await app.Http.SendAsync(Request(app.Acme.Token("POST", Preview, app.Now)), Cancel)).StatusCode);
        using var allowed = await app.Http.SendAsync(Request(context), Cancel);
        Assert.Equal(HttpStatusCode.OK, allowed.StatusCode);
        Assert.Contains("<h1", await allowed.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_method_that_a_page_does_not_know_is_refused_after_the_token()
    {
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.Http.PostAsync(new Uri(Editor, UriKind.Relative), null, Cancel)).StatusCode);
        var request = app.Acme.Post(Editor, "", app.Acme.Token("POST", Editor, app.Now));
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await app.Http.SendAsync(request, Cancel)).StatusCode);
    }

    private async Task<HttpStatusCode> GetAsync(string target, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, target) { Headers = { Authorization = new("JWT", token) } };
        using var response = await app.Http.SendAsync(request, Cancel);
        return response.StatusCode;
    }

    /// <summary>The last letter of a signature holds two bits of nothing: another letter decodes to the same bytes.</summary>
    private static string Respell(string token)
    {
        const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        return token[..^1] + Alphabet[Alphabet.IndexOf(token[^1], StringComparison.Ordinal) ^ 1];
    }
}
