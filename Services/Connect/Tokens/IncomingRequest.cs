using Microsoft.AspNetCore.Http.Features;

namespace Markdwell.Services.Connect.Tokens;

/// <summary>An incoming request as its signer saw it: from the raw target, because the framework's view is decoded and folded.</summary>
internal sealed class IncomingRequest(HttpRequest request)
{
    private const string Scheme = "JWT ";

    private readonly FormParameter[] query = FormQuery.Parse(request.QueryString.Value);

    /// <summary>The one token of the request. Two of them are refused, so that no two readers can pick different ones.</summary>
    public Refusal TryGetToken(out string token)
    {
        token = "";
        var found = 0;
        foreach (var header in request.Headers.Authorization)
        {
            if (header is not null && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            {
                (token, found) = (header[Scheme.Length..], found + 1);
            }
        }

        foreach (var (name, value) in query)
        {
            if (name.Span is QueryStringHash.TokenParameter)
            {
                (token, found) = (value.ToString(), found + 1);
            }
        }

        return found switch
        {
            0 => Refusal.NoToken,
            1 => Refusal.None,
            _ => Refusal.SeveralTokens,
        };
    }

    /// <summary>
    /// Signers differ in two points: the path as sent or decoded, names sorted as sent or decoded. All four name this one
    /// request, so accepting each weakens nothing.
    /// </summary>
    public bool IsHashedBy(string qsh)
    {
        var raw = RawPath();
        return Matches(Uri.UnescapeDataString(raw), qsh) || (raw.Contains('%') && Matches(raw, qsh));
    }

    private bool Matches(string path, string qsh) =>
        QueryStringHash.Matches(qsh, request.Method, path, query, NameOrder.Encoded)
        || QueryStringHash.Matches(qsh, request.Method, path, query, NameOrder.Decoded);

    private string RawPath()
    {
        var target = request.HttpContext.Features.Get<IHttpRequestFeature>()?.RawTarget;
        if (target is null || !target.StartsWith('/'))
        {
            return request.Path.Value ?? "/";
        }

        var end = target.IndexOf('?');
        var path = end < 0 ? target : target[..end];

        // A proxy may have taken the base path off already; then there is nothing left to leave out.
        var basePath = request.PathBase.Value ?? "";
        return path.StartsWith(basePath, StringComparison.OrdinalIgnoreCase) && path[basePath.Length..] is ['/', ..] rest ? rest : path;
    }
}
