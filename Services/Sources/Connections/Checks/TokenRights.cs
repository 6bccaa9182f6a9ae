using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using Markdwell.Models;
using Markdwell.Services.Sources.Network;

namespace Markdwell.Services.Sources.Connections.Checks;

/// <summary>What a host says about the token it was shown: until when it lives, and what else it may do.</summary>
/// <param name="Wide">Rights beyond reading, as the host names them; empty when it names none.</param>
internal sealed record TokenRights(DateTime? ExpiresAt, IReadOnlyList<string> Wide)
{
    public static TokenRights Of(HostKind kind, FetchResponse response) => kind switch
    {
        // Fine-grained tokens have no such header, and can be no wider than their owner ticked.
        HostKind.GitHub => new(Expiry(Header(response, "github-authentication-token-expiration")), WideScopes(Header(response, "x-oauth-scopes"))),
        HostKind.Bitbucket => new(null, WideScopes(Header(response, "x-oauth-scopes"))),
        HostKind.GitLab => OfGitLab(response.Body),
        _ => new(null, []),
    };

    // https://docs.gitlab.com/api/personal_access_tokens/
    private static TokenRights OfGitLab(byte[] body)
    {
        if (Json.TryParse(body) is not { ValueKind: JsonValueKind.Object } token)
        {
            return new(null, []);
        }

        var scopes = token.TryGetProperty("scopes", out var list) && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray().Where(s => s.ValueKind == JsonValueKind.String).Select(s => s.GetString()!)
            : [];
        var expiry = token.TryGetProperty("expires_at", out var date) && date.ValueKind == JsonValueKind.String ? date.GetString() : null;
        return new(Expiry(expiry), [.. scopes.Where(IsWide)]);
    }

    // GitHub's classic tokens read private repositories only with "repo", which writes as well; that is worth a word.
    private static List<string> WideScopes(string? header) =>
        [.. (header ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(IsWide)];

    private static bool IsWide(string scope) => scope is not ("repository" or "account" or "email" or "self_rotate")
        && !scope.StartsWith("read", StringComparison.Ordinal)
        && !scope.Contains(":read", StringComparison.Ordinal);

    private static string? Header(FetchResponse response, string name) =>
        response.Headers is HttpResponseHeaders headers && headers.TryGetValues(name, out var values) ? string.Join(',', values) : null;

    private static DateTime? Expiry(string? text) =>
        DateTimeOffset.TryParse(text?.Replace(" UTC", "Z", StringComparison.Ordinal), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? at.UtcDateTime
            : null;
}
