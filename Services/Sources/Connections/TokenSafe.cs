using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Markdwell.Models;
using Microsoft.AspNetCore.DataProtection;

namespace Markdwell.Services.Sources.Connections;

/// <summary>
/// Encrypts the tokens of connections. The tenant and the host are part of the key: a row copied to another tenant, or
/// led to another host by a fault of ours or in the database, has a token that nobody can read.
/// </summary>
internal sealed partial class TokenSafe(IDataProtectionProvider protection, ILogger logger)
{
    public string Protect(string token, int tenantId, string host) => Protector(tenantId, host).Protect(token);

    /// <returns>Null when it cannot be read, as when the keys were lost.</returns>
    public string? Unprotect(Connection connection)
    {
        try
        {
            return Protector(connection.TenantId, connection.Host).Unprotect(connection.ProtectedToken!);
        }
        catch (CryptographicException e) when (!DatabaseFault.Is(e))
        {
            Log.Unreadable(logger, connection.Host, e.Message);
            return null;
        }
    }

    /// <summary>The header that shows a token to its host, in the form of the host's kind.</summary>
    public KeyValuePair<string, string>? Authorization(Connection connection) =>
        connection.ProtectedToken is not null && Unprotect(connection) is { } token
            ? new("Authorization", Header(connection.Kind, token))
            : null;

    private static string Header(HostKind kind, string token) => kind switch
    {
        // https://docs.gitea.com/development/api-usage: the word that all its versions know.
        HostKind.Gitea => "token " + token,
        HostKind.AzureDevOps => Basic(":" + token),

        // Its older kinds of token go with the name of a user, https://support.atlassian.com/bitbucket-cloud/docs/using-api-tokens/
        HostKind.Bitbucket when token.Contains(':', StringComparison.Ordinal) => Basic(token),
        _ => "Bearer " + token,
    };

    private static string Basic(string credentials) => "Basic " + Convert.ToBase64String(Encoding.ASCII.GetBytes(credentials));

    private IDataProtector Protector(int tenantId, string host) =>
        protection.CreateProtector("Markdwell.Connection.Token", tenantId.ToString(CultureInfo.InvariantCulture), host);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "The token for {Host} cannot be decrypted, as if the data protection keys were lost. Entering it anew repairs it: {Reason}")]
        public static partial void Unreadable(ILogger logger, string host, string reason);
    }
}
