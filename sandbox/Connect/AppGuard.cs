using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;

namespace Markdwell.Sandbox.Connect;

/// <summary>Whether a REST call really comes from the app it says it comes from.</summary>
internal static class AppGuard
{
    private static readonly TimeSpan Leeway = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <returns>Why it is refused, or null.</returns>
    public static string? Refuse(HttpRequest request, Tenant tenant, string token, DateTimeOffset now)
    {
        if (!tenant.IsOn || tenant is not { Descriptor: { } app, Secret: { } secret })
        {
            return "the app is not installed and enabled here";
        }
        if (Token.Read(token) is not { } jwt)
        {
            return "the token cannot be read";
        }
        if (Module.Text(jwt.Header, "alg") != "HS256")
        {
            return "alg must be HS256";
        }
        if (jwt.Text("iss") != app.Key)
        {
            return $"iss must be the app's key {app.Key}";
        }
        return jwt.IsSignedWith(secret) ? RefuseTimes(jwt, now) ?? RefuseAudience(jwt, tenant) ?? RefuseHash(jwt, request, tenant)
            : "the signature is wrong: another secret than this tenant's current one";
    }

    private static string? RefuseTimes(Token jwt, DateTimeOffset now) => (jwt.Time("iat"), jwt.Time("exp")) switch
    {
        (null, _) or (_, null) => "iat and exp must be there",
        ({ } iat, _) when iat > now + Leeway => "iat lies in the future",
        (_, { } exp) when exp < now - Leeway => "the token has expired",
        ({ } iat, { } exp) when exp - iat > Longest => "the token lives too long",
        _ => null,
    };

    private static string? RefuseAudience(Token jwt, Tenant tenant)
    {
        if (!jwt.Claims.TryGetProperty("aud", out var audience))
        {
            return null;
        }
        var names = audience.ValueKind == JsonValueKind.Array ? audience.EnumerateArray().Select(a => a.ToString()) : [audience.ToString()];
        return names.Contains(tenant.ClientKey, StringComparer.Ordinal) ? null : "aud is another tenant";
    }

    // The product hashes the decoded path; libraries hash what they are given. Both are the same request.
    private static string? RefuseHash(Token jwt, HttpRequest request, Tenant tenant)
    {
        var raw = Raw(request);
        var path = raw.StartsWith(tenant.ContextPath + "/", StringComparison.Ordinal) ? raw[tenant.ContextPath.Length..] : raw;
        var query = request.QueryString.Value ?? "";
        var told = jwt.Text("qsh");
        return told == QueryStringHash.Of(request.Method, Uri.UnescapeDataString(path), query) || told == QueryStringHash.Of(request.Method, path, query)
            ? null
            : $"qsh does not fit this request; expected the hash of {QueryStringHash.Canonical(request.Method, Uri.UnescapeDataString(path), query)}";
    }

    private static string Raw(HttpRequest request)
    {
        var target = request.HttpContext.Features.Get<IHttpRequestFeature>()?.RawTarget ?? request.Path;
        var query = target.IndexOf('?', StringComparison.Ordinal);
        return query < 0 ? target : target[..query];
    }
}
