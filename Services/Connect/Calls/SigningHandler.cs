using System.Text.Json;
using Markdwell.Models;
using Markdwell.Services.Connect.Tokens;

namespace Markdwell.Services.Connect.Calls;

/// <summary>
/// Signs calls to one tenant's product, and lets no call out to anywhere else. Made for one tenant: a handler that
/// looked its tenant up would one day find another's.
/// </summary>
public sealed class SigningHandler(Tenant tenant, byte[] secret, string appKey, TimeProvider clock) : DelegatingHandler
{
    private const int LifetimeInSeconds = 180;

    private readonly Uri baseUri = new(tenant.BaseUrl);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var uri = request.RequestUri!;
        var path = RelativePath(uri) ?? throw new InvalidOperationException($"A call to {uri.Host} was asked of the client for {tenant.BaseUrl}.");
        var qsh = QueryStringHash.Compute(request.Method.Method, path, FormQuery.Parse(uri.Query));
        request.Headers.Authorization = new("JWT", Token.Create(Claims(qsh), secret));
        return base.SendAsync(request, cancellationToken);
    }

    // The products hash the decoded path below their own base path: Confluence's calls without /wiki.
    private string? RelativePath(Uri uri)
    {
        var basePath = baseUri.AbsolutePath.TrimEnd('/');
        var below = uri.AbsolutePath.StartsWith(basePath + "/", StringComparison.Ordinal);
        return below && uri.GetLeftPart(UriPartial.Authority) == baseUri.GetLeftPart(UriPartial.Authority)
            ? Uri.UnescapeDataString(uri.AbsolutePath[basePath.Length..])
            : null;
    }

    private byte[] Claims(string qsh)
    {
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        return JsonSerializer.SerializeToUtf8Bytes(new
        {
            iss = appKey,
            aud = new[] { tenant.ClientKey },
            iat = now,
            exp = now + LifetimeInSeconds,
            qsh,
        });
    }
}
