using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Markdwell.Services.Connect.Tokens;

/// <summary>
/// The door of every page. An authorization filter, because those run before a page's input is bound. A page that names
/// no token is closed to everybody.
/// </summary>
internal sealed class TokenPageFilter(Door door, Refusals refusals, FrameHeaders headers) : IAsyncAuthorizationFilter
{
    public async Task OnAuthorizationAsync(AuthorizationFilterContext context)
    {
        var http = context.HttpContext;
        var metadata = http.GetEndpoint()!.Metadata;
        if (metadata.GetMetadata<PublicAttribute>() is not null)
        {
            return;
        }

        var kind = metadata.GetMetadata<ExpectsTokenAttribute>()?.Kind
            ?? throw new InvalidOperationException($"{context.ActionDescriptor.DisplayName} names no token. Add [ExpectsToken] or [Public].");
        var result = await door.AskAsync(http, kind);
        if (result.Caller is not { } caller)
        {
            headers.ForUnknown(http.Response);
            context.Result = Refused(refusals.Record(http, result.Refusal));
            return;
        }

        headers.For(http.Response, caller.Tenant);
        http.Features.Set(caller);

        // Razor renders a page without running anything when no handler fits the method.
        if (context.ActionDescriptor is CompiledPageActionDescriptor page && !HasHandler(page, http.Request.Method))
        {
            context.Result = new StatusCodeResult(StatusCodes.Status405MethodNotAllowed);
        }
    }

    private static bool HasHandler(CompiledPageActionDescriptor page, string method)
    {
        var wanted = HttpMethods.IsHead(method) ? HttpMethods.Get : method;
        return page.HandlerMethods.Any(handler => handler.HttpMethod.Equals(wanted, StringComparison.OrdinalIgnoreCase));
    }

    // A person may be looking: a page kept open over night asks again with the token of yesterday.
    private static ContentResult Refused(int status) => new()
    {
        StatusCode = status,
        ContentType = "text/html; charset=utf-8",
        Content = "<!doctype html><title>Markdwell</title><p>This view could not be verified. Reload the page to see it.</p>",
    };
}
