using Markdwell.Services.Connect.Tenants;
using Markdwell.Services.Connect.Tokens;
using Microsoft.Extensions.Options;

namespace Markdwell.Services.Connect.Lifecycle;

/// <summary>
/// The four events of an installation's life. An event is believed only as far as its token reaches: the body must name
/// the client key that the token was issued by, or one site could install in another's name.
/// https://developer.atlassian.com/cloud/jira/platform/connect-app-descriptor/#lifecycle
/// </summary>
internal sealed partial class LifecycleEvents(
    TokenValidator tokens, KnownTenants known, TenantStore tenants, Refusals refusals, IOptions<ConnectOptions> options, ILogger<LifecycleEvents> logger)
{
    private bool IsSigned => options.Value.InstallAuthentication == InstallAuthentication.Signed;

    public async Task<int> InstalledAsync(HttpContext context)
    {
        // Signed: nothing is read from a caller who has not shown a signature.
        var (issuer, refusal) = IsSigned ? await tokens.ValidateSignedLifecycleAsync(context.Request, context.RequestAborted) : default;
        if (refusal != Refusal.None)
        {
            return refusals.Record(context, refusal);
        }

        var (body, status) = await LifecycleEvent.ReadAsync(context.Request, context.RequestAborted);
        if (body is null)
        {
            return status;
        }

        refusal = body.CheckSender(issuer ?? body.ClientKey!, options.Value);
        if (refusal == Refusal.None)
        {
            refusal = body.CheckInstallation(options.Value, out var installation);
            refusal = refusal == Refusal.None ? await StoreAsync(context.Request, installation!) : refusal;
        }

        return refusal == Refusal.None ? StatusCodes.Status204NoContent : refusals.Record(context, refusal);
    }

    public Task<int> UninstalledAsync(HttpContext context) =>
        ChangeAsync(context, IsSigned ? SignedSenderAsync : http => SenderAsync(http, TokenKind.Lifecycle), tenants.UninstallAsync);

    public Task<int> EnabledAsync(HttpContext context) => ChangeAsync(context, http => SenderAsync(http, TokenKind.Webhook), tenants.EnableAsync);

    public Task<int> DisabledAsync(HttpContext context) => ChangeAsync(context, http => SenderAsync(http, TokenKind.Webhook), tenants.DisableAsync);

    private async Task<Refusal> StoreAsync(HttpRequest request, Installation installation)
    {
        var cancellationToken = request.HttpContext.RequestAborted;
        var refusal = IsSigned ? Refusal.None : await CheckSharedSecretAsync(request, installation.ClientKey);
        if (refusal == Refusal.NoToken)
        {
            // Added only if it is still unknown: of two such events at once the second would be a takeover.
            refusal = await tenants.TryAddAsync(installation, cancellationToken) ? Refusal.None : Refusal.Takeover;
        }
        else if (refusal == Refusal.None)
        {
            await tenants.InstallAsync(installation, cancellationToken);
        }

        if (refusal == Refusal.None)
        {
            Log.Installed(logger, installation.Product, installation.BaseUrl);
        }

        return refusal;
    }

    /// <summary>
    /// The older flow. A tenant that is known changes hands only with a token signed with its stored secret; whatever
    /// else asks for it is a takeover. One that is unknown has nothing to be proved with.
    /// </summary>
    /// <returns><see cref="Refusal.NoToken"/> for an unknown tenant, which may be added.</returns>
    private async Task<Refusal> CheckSharedSecretAsync(HttpRequest request, string clientKey)
    {
        var cancellationToken = request.HttpContext.RequestAborted;
        if (await known.FindAsync(clientKey, cancellationToken) is not null)
        {
            var result = await tokens.ValidateAsync(request, TokenKind.Lifecycle, cancellationToken);
            return result.Caller?.Tenant.ClientKey == clientKey ? Refusal.None : Refusal.Takeover;
        }

        var (issuer, refusal) = TokenValidator.ClaimedIssuer(request);
        return issuer is null ? refusal
            : issuer == clientKey ? Refusal.NoToken
            : Refusal.WrongClientKey;
    }

    private async Task<int> ChangeAsync(HttpContext context, Func<HttpContext, Task<(string?, Refusal)>> sender, Func<string, CancellationToken, Task> change)
    {
        var (clientKey, refusal) = await sender(context);
        if (clientKey is null)
        {
            return refusals.Record(context, refusal);
        }

        var (body, status) = await LifecycleEvent.ReadAsync(context.Request, context.RequestAborted);
        if (body is null)
        {
            return status;
        }

        var fault = body.CheckSender(clientKey, options.Value);
        if (fault != Refusal.None)
        {
            return refusals.Record(context, fault);
        }

        await change(clientKey, context.RequestAborted);
        return StatusCodes.Status204NoContent;
    }

    private Task<(string? ClientKey, Refusal Refusal)> SignedSenderAsync(HttpContext context) =>
        tokens.ValidateSignedLifecycleAsync(context.Request, context.RequestAborted);

    private async Task<(string? ClientKey, Refusal Refusal)> SenderAsync(HttpContext context, TokenKind kind)
    {
        var result = await tokens.ValidateAsync(context.Request, kind, context.RequestAborted);
        return (result.Caller?.Tenant.ClientKey, result.Refusal);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Installed in {Product} of {BaseUrl}")]
        public static partial void Installed(ILogger logger, Models.Product product, string baseUrl);
    }
}
