using Markdwell.Services.Connect.Tokens;

namespace Markdwell.Services.Connect;

/// <summary>Addresses to which a product posts what has happened.</summary>
public static class SignedEndpoints
{
    /// <summary>Nothing is read from a caller who has not shown a signature for this very request.</summary>
    /// <param name="handle">Finds the caller in the context, and says which status to answer with.</param>
    public static void MapWebhook(this IEndpointRouteBuilder app, string path, Func<HttpContext, Task<int>> handle)
    {
        var tokens = app.ServiceProvider.GetRequiredService<TokenValidator>();
        var refusals = app.ServiceProvider.GetRequiredService<Refusals>();
        app.MapPost(path, async context =>
            {
                var result = await tokens.ValidateAsync(context.Request, TokenKind.Webhook, context.RequestAborted);
                context.Features.Set(result.Caller);
                context.Response.StatusCode = result.Caller is null ? refusals.Record(context, result.Refusal) : await handle(context);
            })
            .WithMetadata(new ExpectsTokenAttribute(TokenKind.Webhook));
    }
}
