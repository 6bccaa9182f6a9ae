using Markdwell.Services.Connect;

namespace Markdwell.Services.Webhooks;

/// <summary>The addresses of the descriptor's webhooks.</summary>
public static class WebhookEndpoints
{
    /// <summary>For events that an older descriptor asked for, which a site keeps until it has updated the app.</summary>
    public const string OtherEvents = "/webhooks/{**event}";

    public static void MapWebhooks(this IEndpointRouteBuilder app)
    {
        var inbox = app.ServiceProvider.GetRequiredService<WebhookInbox>();
        foreach (var @event in WebhookEvent.All)
        {
            app.MapWebhook(@event.Path, context => inbox.TakeAsync(context, @event));
        }

        app.MapWebhook(OtherEvents, inbox.TakeUnknown);
    }
}
