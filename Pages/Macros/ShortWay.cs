using Markdwell.Services.Connect;
using Markdwell.Services.Connect.Tokens;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Markdwell.Pages.Macros;

/// <summary>
/// Answers a frame whose macro is finished before Razor Pages begins, which costs more than all the rest of such an answer. It passes the
/// same door and asks the same rule as the page; whatever it cannot answer goes on to the page as if nobody had looked at it.
/// </summary>
internal sealed class ShortWay(RequestDelegate next, Door door, FinishedMacros macros, FrameHeaders headers)
{
    public Task InvokeAsync(HttpContext context) => IsMacro(context) ? AnswerAsync(context) : next(context);

    // By its model: the page is named in one place, and so is the token that it takes.
    private static bool IsMacro(HttpContext context) =>
        HttpMethods.IsGet(context.Request.Method)
        && context.GetEndpoint()?.Metadata.GetMetadata<CompiledPageActionDescriptor>()?.ModelTypeInfo?.AsType() == typeof(MarkdownModel);

    private async Task AnswerAsync(HttpContext context)
    {
        var kind = context.GetEndpoint()!.Metadata.GetRequiredMetadata<ExpectsTokenAttribute>().Kind;
        if ((await door.AskAsync(context, kind)).Caller is { } caller
            && PlainMacroQuery.Read(caller.Tenant.Id, context.Request.QueryString.Value) is { } address
            && await macros.FindAsync(caller, address, context.RequestAborted) is var (page, height))
        {
            headers.For(context.Response, caller.Tenant);
            await page.WriteAsync(context.Response, caller, height);
            return;
        }

        await next(context);
    }
}
