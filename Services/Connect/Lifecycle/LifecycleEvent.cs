using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Markdwell.Models;
using Markdwell.Services.Connect.Tenants;
using Markdwell.Services.Connect.Tokens;

namespace Markdwell.Services.Connect.Lifecycle;

/// <summary>The body of a lifecycle event, as far as the app uses it.</summary>
internal sealed record LifecycleEvent(string? Key, string? ClientKey, string? SharedSecret, string? BaseUrl, string? DisplayUrl, string? ProductType)
{
    private const int MaxBytes = 64 * 1024;
    private const int MaxClientKeyLength = 255;
    private const int MinSecretBytes = 32;
    private const int MaxSecretBytes = 512;

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        NumberHandling = JsonNumberHandling.Strict,
    };

    /// <returns>The event, or the status to answer with.</returns>
    public static async Task<(LifecycleEvent? Event, int Status)> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > MaxBytes || await ReadBytesAsync(request, cancellationToken) is not { } bytes)
        {
            return (null, StatusCodes.Status413PayloadTooLarge);
        }

        try
        {
            // Of two equal names one reader takes the first and another the last: such a body means nothing.
            using var document = JsonDocument.Parse(bytes, new() { AllowDuplicateProperties = false });
            // Some databases take a text with spaces at its end for the one without: the key has none at all.
            return document.Deserialize<LifecycleEvent>(Json) is { ClientKey.Length: > 0 and <= MaxClientKeyLength } body && body.ClientKey.All(c => c is > ' ' and < '\x7f')
                ? (body, StatusCodes.Status204NoContent)
                : (null, StatusCodes.Status400BadRequest);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return (null, StatusCodes.Status400BadRequest);
        }
    }

    public Refusal CheckSender(string clientKey, ConnectOptions options) => this switch
    {
        _ when ClientKey != clientKey => Refusal.WrongClientKey,
        _ when Key != options.AppKey => Refusal.WrongAppKey,
        _ => Refusal.None,
    };

    public Refusal CheckInstallation(ConnectOptions options, out Installation? installation)
    {
        installation = null;
        if (!SiteAddress.TryParse(BaseUrl, options, out var baseUrl))
        {
            return Refusal.WrongAddress;
        }

        // A shorter secret could be guessed, and an empty one would lock the site out.
        var secretBytes = SharedSecret is null ? 0 : Encoding.UTF8.GetByteCount(SharedSecret);
        if (secretBytes is < MinSecretBytes or > MaxSecretBytes)
        {
            return Refusal.WeakSecret;
        }

        if (ProductTypes.Of(ProductType) is not { } product)
        {
            return Refusal.UnknownProduct;
        }

        installation = new(ClientKey!, product, baseUrl, SiteAddress.DisplayOrigin(DisplayUrl, options), SharedSecret!);
        return Refusal.None;
    }

    private static async Task<byte[]?> ReadBytesAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        var buffer = new byte[8 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(buffer, cancellationToken)) > 0)
        {
            body.Write(buffer, 0, read);
            if (body.Length > MaxBytes)
            {
                return null;
            }
        }

        return body.ToArray();
    }
}
