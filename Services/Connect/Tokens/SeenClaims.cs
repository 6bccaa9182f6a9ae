using System.Text.Json;

namespace Markdwell.Services.Connect.Tokens;

/// <summary>The claims that were met in a token so far. It has few besides those we know, and most have none, so names become no strings.</summary>
internal struct SeenClaims
{
    private uint known;
    private HashSet<string>? others;

    /// <param name="reader">At the name of a claim.</param>
    /// <param name="claim">Which one it is.</param>
    /// <returns>False for one that was there before.</returns>
    public bool TryAdd(ref Utf8JsonReader reader, out Claim claim)
    {
        claim = Read(ref reader);
        if (claim == Claim.Other)
        {
            return (others ??= new(StringComparer.Ordinal)).Add(reader.GetString()!);
        }

        var before = known;
        known |= 1u << (int)claim;
        return known != before;
    }

    private static Claim Read(ref Utf8JsonReader reader) =>
        reader.ValueTextEquals("iss"u8) ? Claim.Issuer
        : reader.ValueTextEquals("sub"u8) ? Claim.Subject
        : reader.ValueTextEquals("qsh"u8) ? Claim.QueryStringHash
        : reader.ValueTextEquals("iat"u8) ? Claim.IssuedAt
        : reader.ValueTextEquals("exp"u8) ? Claim.ExpiresAt
        : reader.ValueTextEquals("nbf"u8) ? Claim.NotBefore
        : reader.ValueTextEquals("aud"u8) ? Claim.Audience
        : reader.ValueTextEquals("context"u8) ? Claim.Context
        : Claim.Other;
}

internal enum Claim
{
    Issuer,
    Subject,
    QueryStringHash,
    IssuedAt,
    ExpiresAt,
    NotBefore,
    Audience,
    Context,
    Other,
}
