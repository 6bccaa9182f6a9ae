namespace Markdwell.Services.Sources.Network;

/// <summary>What a host is asked: nothing of the reader's, and of the site's only the token.</summary>
internal static class HostQuestion
{
    // GitHub answers nobody who does not say who they are.
    private const string UserAgent = "Markdwell";

    public static HttpRequestMessage Of(Uri url, FetchRequest request, KeyValuePair<string, string>? authorization)
    {
        var message = new HttpRequestMessage(HttpMethod.Get, url);
        message.Headers.TryAddWithoutValidation("User-Agent", UserAgent);
        message.Headers.TryAddWithoutValidation("Accept", request.Accept);
        message.Headers.IfModifiedSince = request.LastModified;
        if (request.ETag is { } etag)
        {
            message.Headers.TryAddWithoutValidation("If-None-Match", etag);
        }

        if (authorization is { } header)
        {
            message.Headers.TryAddWithoutValidation(header.Key, header.Value);
        }

        return message;
    }
}
