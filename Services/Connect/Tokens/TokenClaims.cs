using System.Text.Json;

namespace Markdwell.Services.Connect.Tokens;

/// <summary>
/// The claims that Connect knows, with their types enforced: a date that is text, or a claim that is there twice, makes
/// the whole token malformed. Frameworks that took them lightly let tokens live for ever.
/// </summary>
internal sealed class TokenClaims
{
    // Account ids have at most 128 characters. They are kept in memory, so a tenant must not send books.
    private const int MaxSubjectLength = 128;

    public string? Issuer { get; private set; }

    public string? Subject { get; private set; }

    public string? QueryStringHash { get; private set; }

    public IReadOnlyList<string> Audience { get; private set; } = [];

    public DateTimeOffset? IssuedAt { get; private set; }

    public DateTimeOffset? ExpiresAt { get; private set; }

    public DateTimeOffset? NotBefore { get; private set; }

    public string? ContentId { get; private set; }

    public string? IssueId { get; private set; }

    public string? ProjectId { get; private set; }

    /// <summary>Null when the payload is no JSON object of well-typed claims.</summary>
    public static TokenClaims? TryParse(ReadOnlySpan<byte> payload)
    {
        try
        {
            // Strict UTF-8 first: the reader below checks only what it unescapes.
            if (!System.Text.Unicode.Utf8.IsValid(payload))
            {
                return null;
            }

            var claims = new TokenClaims();
            var reader = new Utf8JsonReader(payload);
            return reader.Read() && reader.TokenType == JsonTokenType.StartObject && claims.Read(ref reader) && !reader.Read() ? claims : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private bool Read(ref Utf8JsonReader reader)
    {
        var seen = default(SeenClaims);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (!seen.TryAdd(ref reader, out var claim) || !reader.Read() || !ReadClaim(claim, ref reader))
            {
                return false;
            }
        }

        return reader.TokenType == JsonTokenType.EndObject;
    }

    private bool ReadClaim(Claim claim, ref Utf8JsonReader reader)
    {
        switch (claim)
        {
            case Claim.Issuer:
                return (Issuer = Text(ref reader)) is not null;
            case Claim.Subject:
                return reader.TokenType == JsonTokenType.Null || (Subject = Text(ref reader)) is { Length: > 0 and <= MaxSubjectLength };
            case Claim.QueryStringHash:
                return (QueryStringHash = Text(ref reader)) is not null;
            case Claim.IssuedAt:
                return (IssuedAt = Date(ref reader)) is not null;
            case Claim.ExpiresAt:
                return (ExpiresAt = Date(ref reader)) is not null;
            case Claim.NotBefore:
                return (NotBefore = Date(ref reader)) is not null;
            case Claim.Audience:
                return ReadAudience(ref reader);
            case Claim.Context:
                return ReadContext(ref reader);
            default:
                reader.Skip();
                return true;
        }
    }

    private bool ReadAudience(ref Utf8JsonReader reader)
    {
        var audience = new List<string>();
        if (reader.TokenType == JsonTokenType.StartArray)
        {
            while (reader.Read() && reader.TokenType == JsonTokenType.String)
            {
                audience.Add(reader.GetString()!);
            }

            Audience = audience;
            return reader.TokenType == JsonTokenType.EndArray;
        }

        if (Text(ref reader) is { } single)
        {
            Audience = [single];
            return true;
        }

        return false;
    }

    /// <summary><c>context.jira.issue.id</c>, <c>context.jira.project.id</c> and <c>context.confluence.content.id</c>; everything else in there is passed over.</summary>
    private bool ReadContext(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return true;
        }

        using var context = JsonDocument.ParseValue(ref reader);
        IssueId = Id(context.RootElement, "jira", "issue");
        ProjectId = Id(context.RootElement, "jira", "project");
        ContentId = Id(context.RootElement, "confluence", "content");
        return true;
    }

    private static string? Id(JsonElement context, string product, string thing)
    {
        if (context.TryGetProperty(product, out var inProduct) && inProduct.ValueKind == JsonValueKind.Object
            && inProduct.TryGetProperty(thing, out var found) && found.ValueKind == JsonValueKind.Object
            && found.TryGetProperty("id", out var id))
        {
            // Confluence has sent ids as numbers and as text.
            return id.ValueKind is JsonValueKind.String or JsonValueKind.Number ? id.ToString() : null;
        }

        return null;
    }

    private static string? Text(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.String ? reader.GetString() : null;

    private static DateTimeOffset? Date(ref Utf8JsonReader reader)
    {
        // Up to the year 9999; beyond that, and below 1970, nobody means a date.
        const double Latest = 253402300799;
        return reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out var seconds) && seconds is >= 0 and <= Latest
            ? DateTimeOffset.UnixEpoch.AddSeconds(seconds)
            : null;
    }
}
