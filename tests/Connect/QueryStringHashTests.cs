using System.Text.Json;
using Markdwell.Services.Connect.Tokens;
using Markdwell.Tests.Hosting;

namespace Markdwell.Tests.Connect;

/// <summary>Atlassian's interoperability vectors (JwtSigningInteroperabilityTest), and what they leave open.</summary>
public sealed class QueryStringHashTests
{
    public sealed record Vector(string Name, string BasePath, string Target, string CanonicalRequest, string Qsh);

    public static TheoryData<Vector> Vectors() =>
        [.. JsonSerializer.Deserialize<List<Vector>>(File.ReadAllText("Connect/qsh-vectors.json"), JsonSerializerOptions.Web)!];

    [Theory, MemberData(nameof(Vectors))]
    public void An_official_vector_is_reproduced(Vector vector)
    {
        var (path, query) = Split(vector.Target[vector.BasePath.Length..]);

        Assert.Equal(vector.CanonicalRequest, Canonical("GET", path, query));
        Assert.Equal(vector.Qsh, QueryStringHash.Compute("GET", path, FormQuery.Parse(query)));
    }

    [Theory, MemberData(nameof(Vectors))]
    public void The_tests_own_hash_holds_too(Vector vector) =>
        Assert.Equal(vector.Qsh, TestToken.Qsh("GET", vector.Target[vector.BasePath.Length..]));

    [Theory]
    [InlineData("get", "/a", "", "GET&/a&")]
    [InlineData("GET", "", "", "GET&/&")]
    [InlineData("GET", "/", "", "GET&/&")]
    [InlineData("GET", "a/b/", "", "GET&/a/b&")]
    [InlineData("GET", "/a", "?jwt=x", "GET&/a&")]
    [InlineData("GET", "/a", "?JWT=x", "GET&/a&JWT=x")]
    [InlineData("GET", "/a", "?A=1&a=2", "GET&/a&A=1&a=2")]
    [InlineData("GET", "/a", "?b&a", "GET&/a&a=&b=")]
    [InlineData("GET", "/a", "?&&a=1&", "GET&/a&a=1")]
    [InlineData("GET", "/a", "?a=1=2", "GET&/a&a=1%3D2")]
    [InlineData("GET", "/a", "?a=%f0%9f%98%80", "GET&/a&a=%F0%9F%98%80")]
    [InlineData("GET", "/a", "??a=1", "GET&/a&%3Fa=1")]
    [InlineData("POST", "/a b", "", "POST&/a b&")]
    public void A_corner_case_has_its_canonical_form(string method, string path, string query, string expected) =>
        Assert.Equal(expected, Canonical(method, path, query));

    [Fact]
    public async Task Names_may_be_sorted_as_the_javascript_libraries_do()
    {
        const string Script = """
            const jwt = require('@atlassian/atlassian-jwt');
            console.log(jwt.createQueryStringHash({ method: 'GET', pathname: '/a', query: { 'é': '1', z: '2', '~': '3' } }));
            """;

        Assert.Equal(await Node.RunAsync(Script), QueryStringHash.Compute("GET", "/a", FormQuery.Parse("?%C3%A9=1&z=2&~=3"), NameOrder.Decoded));
    }

    [Theory]
    [InlineData("%")]
    [InlineData("%zz=%4")]
    [InlineData("a=%ff%fe")]
    [InlineData("=&==&%00=%00")]
    public void A_malformed_query_is_no_fault(string query) =>
        Assert.Equal(64, QueryStringHash.Compute("GET", "/a", FormQuery.Parse(query)).Length);

    private static string Canonical(string method, string path, string query)
    {
        using var request = new CanonicalRequest(method, path, FormQuery.Parse(query), NameOrder.Encoded);
        return request.Text.ToString();
    }

    private static (string Path, string Query) Split(string target)
    {
        var cut = target.IndexOf('?', StringComparison.Ordinal);
        return cut < 0 ? (target, "") : (target[..cut], target[cut..]);
    }
}
