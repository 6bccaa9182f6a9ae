using System.Net.Mime;
using Markdwell.Services.Connect.Lifecycle;

namespace Markdwell.Services.Connect;

/// <summary>What the products call besides pages: the descriptor and the lifecycle.</summary>
public static class ConnectEndpoints
{
    public static void MapConnect(this IEndpointRouteBuilder app)
    {
        foreach (var (path, product) in Descriptor.Paths)
        {
            app.MapGet(path, context => Results.Bytes(context.RequestServices.GetRequiredService<Descriptor>().For(product), MediaTypeNames.Application.Json).ExecuteAsync(context))
                .WithMetadata(new PublicAttribute());
        }

        app.MapEvent("/connect/installed", TokenKind.Lifecycle, (lifecycle, context) => lifecycle.InstalledAsync(context));
        app.MapEvent("/connect/uninstalled", TokenKind.Lifecycle, (lifecycle, context) => lifecycle.UninstalledAsync(context));
        app.MapEvent("/connect/enabled", TokenKind.Webhook, (lifecycle, context) => lifecycle.EnabledAsync(context));
        app.MapEvent("/connect/disabled", TokenKind.Webhook, (lifecycle, context) => lifecycle.DisabledAsync(context));
    }

    private static void MapEvent(this IEndpointRouteBuilder app, string path, TokenKind kind, Func<LifecycleEvents, HttpContext, Task<int>> handle) =>
        app.MapPost(path, async context => context.Response.StatusCode = await handle(context.RequestServices.GetRequiredService<LifecycleEvents>(), context))
            .WithMetadata(new ExpectsTokenAttribute(kind));
}
