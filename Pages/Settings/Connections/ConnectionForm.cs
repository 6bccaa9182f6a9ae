using System.Globalization;
using Markdwell.Models;
using Markdwell.Services.Sources.Connections;

namespace Markdwell.Pages.Settings.Connections;

/// <summary>What an administrator typed.</summary>
/// <param name="Id">Null for a new connection.</param>
/// <param name="Version">Of the connection that was on the screen.</param>
/// <param name="Token">Empty to keep the one there is.</param>
public sealed record ConnectionForm(
    int? Id, int Version, string? Name, string? Host, string? Kind, string? Repositories, string? Token, bool RemoveToken, string? TokenExpiresOn)
{
    private const int MaxName = 100;
    private const int MaxRepositories = 4_000;
    private const int MaxToken = 1_000;

    /// <summary>Reads the fields into values, or finds what is wrong with them.</summary>
    /// <returns>For each wrong field one sentence; empty when all are right.</returns>
    public IReadOnlyDictionary<string, string> Read(out ConnectionValues values)
    {
        var faults = new Dictionary<string, string>(StringComparer.Ordinal);
        var name = (Name ?? "").Trim();
        var host = HostName.Normalise(Host);
        var token = string.IsNullOrWhiteSpace(Token) ? null : Token.Trim();
        var isKind = Enum.TryParse<HostKind>(Kind, out var kind) && Enum.GetName(kind) == Kind;
        var (repositories, wrongLine) = RepositoryNames.Normalise(Repositories, kind, host ?? "");
        var isDate = DateTime.TryParseExact(TokenExpiresOn, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var expiry);

        Demand("name", name.Length is >= 1 and <= MaxName && !name.Any(char.IsControl), $"Give it a name of at most {MaxName} characters.");
        Demand("host", host is not null, "Enter the name of a host, such as github.com or git.example.com:8443, without a user name or a password.");
        Demand("kind", isKind, "Choose what kind of host it is.");
        Demand("repositories", wrongLine is null, $"“{wrongLine}” names no repository of this kind of host. {(isKind ? HostKinds.RepositoryForm(kind) : "")}");
        Demand("repositories", repositories.Length <= MaxRepositories, $"These are more than {MaxRepositories:N0} characters. Use a star for all repositories of an owner, or make a second connection.");

        // A line end in a token would add headers of somebody's own to each request.
        Demand("token", token is null || (token.Length <= MaxToken && token.All(c => c is > ' ' and <= '~')), $"A token has at most {MaxToken:N0} letters, digits and signs, without spaces or line ends.");
        Demand("tokenExpiresOn", isDate || string.IsNullOrEmpty(TokenExpiresOn), "Enter a date such as 2027-01-31, or leave it empty.");

        values = new(name, kind, host ?? "", repositories, token, RemoveToken, isDate ? expiry : null);
        return faults;

        void Demand(string field, bool holds, string sentence)
        {
            if (!holds)
            {
                faults.TryAdd(field, sentence);
            }
        }
    }
}
