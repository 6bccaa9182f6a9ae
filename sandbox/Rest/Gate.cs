using System.Diagnostics;
using Markdwell.Sandbox.Connect;
using Markdwell.Sandbox.Sites;

namespace Markdwell.Sandbox.Rest;

/// <summary>
/// Every REST call passes here: who calls (an app by its token, a person by the cookie, or nobody), whether something shall go wrong on
/// purpose, and a line in the log if it was the app.
/// </summary>
internal sealed class Gate(RequestDelegate next, World world, CallLog log, Faults faults)
{
    private static readonly string[] Roots = ["/rest", "/wiki/rest", "/wiki/api", "/wiki/download"];

    public static bool Covers(HttpContext http) =>
        Roots.Any(root => http.Request.Path.StartsWithSegments(root, StringComparison.Ordinal));

    public async Task InvokeAsync(HttpContext http)
    {
        if (http.Site() is not { } site)
        {
            await Refusal.NotFound.ExecuteAsync(http);
            return;
        }
        var watch = Stopwatch.StartNew();
        var product = http.Request.Path.StartsWithSegments("/wiki", StringComparison.Ordinal) ? Product.Confluence : Product.Jira;
        var authorization = http.Request.Headers.Authorization.ToString();
        var isApp = authorization.Length > 0 || http.Request.Query.ContainsKey("jwt");
        var (caller, refusal) = isApp ? AsApp(http.Request, site.Tenant(product), authorization) : AsPerson(http, site.Tenant(product));
        var fault = refusal is null ? faults.Take(site.Key, http.Request.Path + http.Request.QueryString) : null;
        if ((refusal ?? await Fail(http, fault)) is { } answer)
        {
            await answer.ExecuteAsync(http);
        }
        else
        {
            http.Items[typeof(Caller)] = new Caller(site, site.Tenant(product), caller!);
            await Answer(http, isLost: fault?.Kind == "lost");
        }
        if (isApp)
        {
            var path = http.Request.Query.ContainsKey("jwt") ? http.Request.Path.ToString() : http.Request.Path + http.Request.QueryString;
            log.Add(new Call(DateTimeOffset.UtcNow, "in", site.Key, product.ToString(), http.Request.Method, path,
                http.Response.StatusCode, watch.ElapsedMilliseconds, http.Items[typeof(Refusal)] as string)
            {
                Route = (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText,
            });
        }
    }

    // What is lost has been done; the app is not told.
    private async Task Answer(HttpContext http, bool isLost)
    {
        if (isLost)
        {
            http.Response.Body = Stream.Null;
        }
        await next(http);
        if (isLost)
        {
            http.Abort();
        }
    }

    private static (Person?, Refusal?) AsApp(HttpRequest request, Tenant tenant, string authorization)
    {
        if (request.Query.ContainsKey("jwt"))
        {
            return (null, new Refusal(403, "a token in the query is not accepted; send Authorization: JWT"));
        }
        if (!authorization.StartsWith("JWT ", StringComparison.Ordinal))
        {
            return (null, new Refusal(401, "Authorization must be: JWT, one space, the token"));
        }
        if (AppGuard.Refuse(request, tenant, authorization[4..], SiteClock.Now) is { } why)
        {
            return (null, new Refusal(401, why));
        }
        if (HttpMethods.IsGet(request.Method) && (request.ContentLength > 0 || request.Headers.TransferEncoding.Count > 0))
        {
            return (null, new Refusal(403, "a GET must not have a body"));
        }
        return RefuseScope(request, tenant) is { } refusal ? (null, refusal) : (Person.App, null);
    }

    // AP.request acts as the person at the browser, but never wider than the app may.
    private static (Person?, Refusal?) AsPerson(HttpContext http, Tenant tenant) =>
        http.Request.Headers.ContainsKey("Sandbox-App") && RefuseScope(http.Request, tenant) is { } refusal ? (null, refusal) : (http.Viewer(tenant.Site), null);

    private static Refusal? RefuseScope(HttpRequest request, Tenant tenant)
    {
        var natural = request.Method switch { "GET" => Scope.Read, "DELETE" => Scope.Delete, _ => Scope.Write };
        var needed = request.HttpContext.GetEndpoint()?.Metadata.GetMetadata<Needs>()?.Scope ?? natural;
        return tenant.Descriptor?.Allows(needed) == true ? null : new Refusal(403, $"the descriptor does not ask for the scope {needed}");
    }

    private async Task<IResult?> Fail(HttpContext http, Fault? fault)
    {
        if (fault is null)
        {
            return null;
        }
        await Task.Delay(fault.Delay, http.RequestAborted);
        switch (fault.Kind)
        {
            case "delay" or "lost":
                return null;
            case "garbage":
                return Results.Text("<html>{ \"not\": json \u0000", "application/json");
            case "redirect":
                return Results.Redirect($"http://127.0.0.1:{world.Home}/elsewhere");
            case "429":
                return new TooMany(fault.RetryAfter, "jira-burst-based", "a fault made on purpose");
            case "quota":
                return new TooMany(fault.RetryAfter, "quota-tenant-based", "a fault made on purpose");
        }
        return new Refusal(int.TryParse(fault.Kind, out var status) ? status : 500, "a fault made on purpose");
    }
}
