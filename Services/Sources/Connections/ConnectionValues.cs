using Markdwell.Models;

namespace Markdwell.Services.Sources.Connections;

/// <summary>What an administrator wants a connection to be, read and found right.</summary>
/// <param name="Token">Null to keep the one there is.</param>
/// <param name="RemoveToken">Keep none.</param>
public sealed record ConnectionValues(
    string Name, HostKind Kind, string Host, string Repositories, string? Token, bool RemoveToken, DateTime? TokenExpiresAt);

/// <summary>How a change of a connection ended.</summary>
public enum ChangeOutcome
{
    Done,

    /// <summary>Somebody else changed it since it was read.</summary>
    ChangedMeanwhile,

    /// <summary>There is no such connection, or it is another site's.</summary>
    Gone,

    TooMany,

    /// <summary>Another host, but no token for it: the one at hand was given for the host before.</summary>
    TokenNeeded,
}
