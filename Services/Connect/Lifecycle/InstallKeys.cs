using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace Markdwell.Services.Connect.Lifecycle;

/// <summary>
/// Atlassian's public keys by key id. A key id comes from whoever calls, so it is held to a pattern before it becomes
/// part of an address; the hosts come from the settings alone, never from the request.
/// </summary>
internal sealed partial class InstallKeys(IHttpClientFactory clients, IOptions<ConnectOptions> options, ILogger<InstallKeys> logger)
{
    public const string ClientName = "install-keys";

    private const int MaxPemLength = 16 * 1024;
    private const int MaxKeys = 100;
    private const int MinKeyBits = 2048;

    // The installed event is given up by the product after five to ten seconds; all hosts together must stay below.
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(4);

    // A key id always means the same key, so what was found is kept. A failure never is: the key may appear any moment.
    private readonly ConcurrentDictionary<string, RsaSecurityKey> found = new(StringComparer.Ordinal);
    private readonly SingleFlight<string, KeyAnswer> searches = new();

    public static bool IsKeyId(string? keyId) => keyId is not null && KeyIdPattern().IsMatch(keyId);

    public async Task<KeyAnswer> FindAsync(string keyId, CancellationToken cancellationToken) =>
        found.TryGetValue(keyId, out var key) ? new(key) : await searches.RunAsync(keyId, () => SearchAsync(keyId), cancellationToken);

    private async Task<KeyAnswer> SearchAsync(string keyId)
    {
        var isHostAway = false;
        foreach (var host in options.Value.InstallKeysUrls)
        {
            var answer = await AskAsync(host, keyId);
            isHostAway |= answer.IsHostAway;
            if (answer.Key is { } key)
            {
                // A bound for the case that a key host gives out keys without end.
                if (found.Count < MaxKeys)
                {
                    found[keyId] = key;
                }

                return answer;
            }
        }

        return new(Key: null, isHostAway);
    }

    private async Task<KeyAnswer> AskAsync(string host, string keyId)
    {
        try
        {
            using var limit = new CancellationTokenSource(TimeLimit / options.Value.InstallKeysUrls.Count);
            var path = string.Join('/', keyId.Split('/').Select(Uri.EscapeDataString));
            using var client = clients.CreateClient(ClientName);
            client.MaxResponseContentBufferSize = MaxPemLength;
            using var response = await client.GetAsync(new Uri($"{host.TrimEnd('/')}/{path}"), limit.Token);
            if (!response.IsSuccessStatusCode)
            {
                Log.KeyHostAnswered(logger, host, (int)response.StatusCode);
                return new(Key: null, response.StatusCode >= HttpStatusCode.InternalServerError);
            }

            // Not as a string: the answer could name a character set that does not exist.
            return new(Read(Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync(limit.Token))));
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or ArgumentException or CryptographicException)
        {
            Log.KeyHostFailed(logger, host, e.Message);
            return new(Key: null, IsHostAway: e is HttpRequestException or OperationCanceledException);
        }
    }

    private static RsaSecurityKey Read(string pem)
    {
        // ImportFromPem would take a private key just as well.
        if (!pem.Contains("-----BEGIN PUBLIC KEY-----", StringComparison.Ordinal) || pem.Contains("PRIVATE", StringComparison.Ordinal))
        {
            throw new CryptographicException("The answer is no public key in PEM form.");
        }

        var rsa = RSA.Create();
        rsa.ImportFromPem(pem);
        return rsa.KeySize >= MinKeyBits
            ? new RsaSecurityKey(rsa)
            : throw new CryptographicException($"The key has {rsa.KeySize} bits; {MinKeyBits} are needed.");
    }

    // Segments of an ASAP key id: no empty one, none that begins with a dot, nothing that would need escaping.
    [GeneratedRegex(@"\A(?=.{1,200}\z)[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex KeyIdPattern();

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "The key host {Host} answered {Status} to a key id")]
        public static partial void KeyHostAnswered(ILogger logger, string host, int status);

        [LoggerMessage(LogLevel.Warning, "The key host {Host} gave no key: {Reason}")]
        public static partial void KeyHostFailed(ILogger logger, string host, string reason);
    }
}

/// <param name="Key">Null when there is none.</param>
/// <param name="IsHostAway">A host did not answer, so the key may be there all the same.</param>
internal readonly record struct KeyAnswer(RsaSecurityKey? Key, bool IsHostAway = false);
