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
            app.MapGet(path, (Descriptor descriptor) => Results.Bytes(descriptor.For(product), MediaTypeNames.Application.Json))
                .WithMetadata(new PublicAttribute());
        }

        app.MapEvent("/connect/installed", TokenKind.Lifecycle, (lifecycle, context) => lifecycle.InstalledAsync(context));
        app.MapEvent("/connect/uninstalled", TokenKind.Lifecycle, (lifecycle, context) => lifecycle.UninstalledAsync(context));
        app.MapEvent("/connect/enabled", TokenKind.Webhook, (lifecycle, context) => lifecycle.EnabledAsync(context));
        app.MapEvent("/connect/disabled", TokenKind.Webhook, (lifecycle, context) => lifecycle.DisabledAsync(context));
    }

    private static void MapEvent(this IEndpointRouteBuilder app, string path, TokenKind kind, Func<LifecycleEvents, HttpContext, Task<int>> handle) =>
        app.MapPost(path, async (HttpContext context, LifecycleEvents lifecycle) => Results.StatusCode(await handle(lifecycle, context)))
            .WithMetadata(new ExpectsTokenAttribute(kind));
}
