using System.IdentityModel.Tokens.Jwt;
using System.Security.Cryptography;
using System.Text;
using Markdwell.Services.Connect;
using Markdwell.Tests.Hosting;
using Microsoft.IdentityModel.Tokens;

namespace Markdwell.Tests.Connect;

/// <summary>The fast path against the stock handler, on the same tokens: it lets nothing through that the stock handler refuses.</summary>
public sealed class TokenTests
{
    private const string Secret = "a shared secret of more than thirty-two bytes, as products send them";
    private const string Header = """{"typ":"JWT","alg":"HS256"}""";
    private const string Claims = """{"iss":"client","sub":"712020:x","iat":1466731075,"exp":1466731255,"qsh":"abc"}""";

    private static readonly string Good = Sign(Header, Claims);

    public static TheoryData<string, bool> Tokens()
    {
        var parts = Good.Split('.');
        var tokens = new TheoryData<string, bool>
        {
            { Good, true },
            { Sign("""{"alg":"HS256"}""", Claims), true },
            { Sign(Header, """{"iss":"日本語","iat":1,"exp":2,"qsh":"\u0041","nested":{"a":[1,{"b":null}]},"aud":["x","y"]}"""), true },
            { Sign(Header, Claims, "another secret of more than thirty-two bytes, of another product"), false },
            { Sign("""{"alg":"none"}""", Claims), false },
            { Sign("""{"alg":"HS512"}""", Claims), false },
            { Sign("""{"alg":"HS256","alg":"none"}""", Claims), false },
            { Sign("""{"alg":"HS256","crit":["exp"]}""", Claims), false },
            { Sign("[]", Claims), false },
            { Sign("{", Claims), false },
            { Sign(Header, "[]"), false },
            { Sign(Header, "{\"iss\":"), false },
            { Sign(Header, Claims + "{}"), false },
            { Sign(Header, Claims.Insert(1, "\"iss\":\"other\",")), false },
            { Sign(Header, Claims.Replace("1466731255", "\"1466731255\"", StringComparison.Ordinal)), false },
            { Sign(Header, Claims.Replace("1466731255", "-1", StringComparison.Ordinal)), false },
            { Sign(Header, Claims.Replace("1466731255", "1e300", StringComparison.Ordinal)), false },
            { $"{parts[0]}.{parts[1]}.", false },
            { $"{parts[0]}.{parts[1]}", false },
            { $"{parts[0]}.{parts[1]}.{parts[2]}.{parts[2]}", false },
            { $"{parts[0]}.{parts[1]}=.{parts[2]}", false },
            { $"{parts[0]}. {parts[1]}.{parts[2]}", false },
            { $"{parts[0]}\n.{parts[1]}.{parts[2]}", false },
            { $".{parts[1]}.{parts[2]}", false },
            { $"{parts[0]}..{parts[2]}", false },
            { $"{parts[0]}.{parts[1]}.{parts[2]}A", false },
            { $"{parts[0]}.{parts[1]}.{parts[2].ToUpperInvariant()}", false },
            { $"{parts[0]}.{parts[1]}.{new string('A', 43)}", false },
            { $"{parts[0]}.{parts[1][..^4]}.{parts[2]}", false },
            { "", false },
            { "..", false },
        };

        // Each letter of a good token changed, one at a time.
        for (var i = 0; i < Good.Length; i += 7)
        {
            tokens.Add(Good[..i] + (Good[i] == 'x' ? 'y' : 'x') + Good[(i + 1)..], false);
        }

        return tokens;
    }

    [Theory, MemberData(nameof(Tokens))]
    public void What_is_let_through_the_stock_handler_lets_through_too(string token, bool expected)
    {
        var parsed = Token.TryParse(token);
        var accepted = parsed is { Header.Algorithm: "HS256" } && parsed.IsSignedWith(Encoding.UTF8.GetBytes(Secret));

        Assert.Equal(expected, accepted);
        Assert.True(!accepted || StockAccepts(token));
    }

    /// <summary>The signed address of Atlassian's file of vectors, whose secret is shorter than the stock handler allows.</summary>
    [Fact]
    public void The_official_signature_holds()
    {
        const string Official = "eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9.eyJxc2giOiJiZTE2OTEwODU4YTQxZmQxOWVhNWMxYjRlOWRlY2NhOWE3ODRkMTAyNGNiMDBiMjE1OGRlZmUyZjI5ZGM4NmRkIiwiY29udGV4dCI6e30sImlzcyI6ImppcmE6MTIzNC01Njc4LTkwMDAiLCJleHAiOjE0NjY3MzEyNTUsImlhdCI6MTQ2NjczMTA3NX0.ssbmLUBemh6nQW3MH5o2fSdnOFTIKf2w0KASnnH8aXo";

        var token = Token.TryParse(Official)!;

        Assert.True(token.IsSignedWith("7512836e-9137-48ac-baaf-a1935b96e17a"u8));
        Assert.Equal(("jira:1234-5678-9000", 1466731255L), (token.Claims.Issuer, token.Claims.ExpiresAt!.Value.ToUnixTimeSeconds()));
        Assert.Equal(QueryStringHash.Compute("GET", "/test", FormQuery.Parse("?param=value&jwt=" + Official)), token.Claims.QueryStringHash);
    }

    [Fact]
    public void Our_own_tokens_are_read_by_the_stock_handler() =>
        Assert.True(StockAccepts(Token.Create(Encoding.UTF8.GetBytes(Claims), Encoding.UTF8.GetBytes(Secret))));

    [Theory]
    [InlineData("""{"context":{"jira":{"issue":{"id":"10001"}}}}""", "10001", null)]
    [InlineData("""{"context":{"jira":{"issue":{"id":10001}},"confluence":{"content":{"id":"5"}}}}""", "10001", "5")]
    [InlineData("""{"context":{"jira":{"issue":[]}}}""", null, null)]
    [InlineData("""{"context":"x"}""", null, null)]
    [InlineData("""{"context":{"jira":{"issue":{"id":{}}}}}""", null, null)]
    public void What_the_viewer_looks_at_is_in_the_context(string claims, string? issueId, string? contentId)
    {
        var read = TokenClaims.TryParse(Encoding.UTF8.GetBytes(claims))!;

        Assert.Equal((issueId, contentId), (read.IssueId, read.ContentId));
    }

    private static string Sign(string header, string claims, string secret = Secret) =>
        TestToken.Sign(header, claims, text => HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), text));

    private static bool StockAccepts(string token)
    {
        try
        {
            new JwtSecurityTokenHandler().ValidateToken(token, new TokenValidationParameters
            {
                IssuerSigningKey = new SymmetricSecurityKey(Encoding.UTF8.GetBytes(Secret)),
                ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
                ValidateIssuer = false,
                ValidateAudience = false,
                ValidateLifetime = false,
            }, out _);
            return true;
        }
        catch (Exception e) when (e is SecurityTokenException or ArgumentException)
        {
            return false;
        }
    }
}
