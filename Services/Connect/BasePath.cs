using Microsoft.Extensions.Options;

namespace Markdwell.Services.Connect;

/// <summary>
/// Makes addresses right for an app below a path of its host, whether the proxy in front passes that path on or takes
/// it off.
/// </summary>
internal sealed class BasePath(RequestDelegate next, IOptions<ConnectOptions> options)
{
    private readonly PathString basePath = options.Value.BasePath;

    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (request.Path.StartsWithSegments(basePath, StringComparison.OrdinalIgnoreCase, out var rest))
        {
            request.Path = rest;
        }

        request.PathBase = basePath;
        return next(context);
    }
}
