using Microsoft.Extensions.FileProviders;

namespace Markdwell.Sandbox;

/// <summary>
/// Atlassian's genuine bridge, both halves, and its theme files, served from node_modules. The path holds the name of the real host because
/// the script finds its own tag by it.
/// </summary>
internal static partial class Bridge
{
    private const string Cdn = "/connect-cdn.atl-paas.net";

    /// <summary>
    /// The script loads themes from an absolute address. Here it takes the place it was itself loaded from: nothing leaves this machine, and a
    /// browser test that answers for the real host keeps working.
    /// </summary>
    private const string ThemeHost = "var CDN_URL = \"https://\" + CDN_DOMAIN;";
    private const string OwnHost = "var CDN_URL = document.currentScript ? document.currentScript.src.replace(/\\/all[^/]*$/, \"\") : \"https://\" + CDN_DOMAIN;";

    public static void UseBridge(this WebApplication app, string? nodeModules)
    {
        if (nodeModules is null)
        {
            NoBridge(app.Logger);
            return;
        }
        var dist = Path.Combine(nodeModules, "atlassian-connect-js", "dist");
        var script = File.ReadAllText(Path.Combine(dist, "iframe.js")).Replace(ThemeHost, OwnHost, StringComparison.Ordinal);

        app.Map(Cdn + "/all.js", all => all.Run(http =>
        {
            http.Response.ContentType = "text/javascript; charset=utf-8";
            return http.Response.WriteAsync(script, http.RequestAborted);
        }));
        Serve(app, dist, Cdn);
        Serve(app, dist, "/bridge");
        Serve(app, Path.Combine(nodeModules, "jquery", "dist"), "/jquery");
    }

    private static void Serve(WebApplication app, string folder, string path) => app.UseStaticFiles(new StaticFileOptions
    {
        FileProvider = new PhysicalFileProvider(folder),
        RequestPath = path,
        // Frames of the app ask for the themes from another origin.
        OnPrepareResponse = file => file.Context.Response.Headers.AccessControlAllowOrigin = "*",
    });

    [LoggerMessage(LogLevel.Warning, "node_modules was not found: run npm ci, or set Sandbox__NodeModules. Frames will stay empty.")]
    static partial void NoBridge(ILogger log);
}
