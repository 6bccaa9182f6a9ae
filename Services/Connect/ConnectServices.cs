using Markdwell.Services.Connect.Calls;
using Markdwell.Services.Connect.Lifecycle;
using Markdwell.Services.Connect.Seals;
using Markdwell.Services.Connect.Tenants;
using Markdwell.Services.Connect.Tokens;
using Microsoft.Extensions.Options;

namespace Markdwell.Services.Connect;

internal static class ConnectServices
{
    public static void AddConnect(this IServiceCollection services)
    {
        services.AddOptions<ConnectOptions>().BindConfiguration("Connect").ValidateOnStart();
        services.AddSingleton<IPostConfigureOptions<ConnectOptions>, ConnectDefaults>();
        services.AddSingleton<IValidateOptions<ConnectOptions>, ConnectOptionsValidator>();

        services.AddHostedService<InsecureWarning>();

        services.AddSingleton<Descriptor>();
        services.AddSingleton<TenantStore>();
        services.AddSingleton<KnownTenants>();
        services.AddSingleton<Passes>();
        services.AddSingleton<PictureSeals>();
        services.AddSingleton<InstallKeys>();
        services.AddSingleton<TokenValidator>();
        services.AddSingleton<LifecycleEvents>();
        services.AddSingleton<Refusals>();
        services.AddSingleton<FrameHeaders>();
        services.AddSingleton<Door>();
        services.AddSingleton<TokenPageFilter>();
        services.AddSingleton<CallSigner>();

        services.AddHttpClient(InstallKeys.ClientName).ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
        {
            // A redirect would let a key host be chosen by somebody else's answer.
            AllowAutoRedirect = false,
            UseCookies = false,

            // Made-up key ids must not become a flood at the key host's door.
            MaxConnectionsPerServer = 8,
        });
    }
}
