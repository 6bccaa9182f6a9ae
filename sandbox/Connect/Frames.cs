using System.Text.Json.Nodes;

namespace Markdwell.Sandbox.Connect;

/// <summary>Turns a visit into a signed address and into what the bridge of the host page wants to know.</summary>
internal static class Frames
{
    private const string Sandbox = "allow-downloads allow-forms allow-modals allow-popups allow-same-origin allow-scripts allow-top-navigation-by-user-activation";

    /// <param name="visit">Who looks at what.</param>
    /// <param name="age">How long ago the address was made; more than three minutes make an expired one.</param>
    public static string Address(Visit visit, TimeSpan age = default)
    {
        var app = visit.Tenant.Descriptor!;
        var filled = ModuleUrl.Fill(visit.Url ?? "/", visit.Variable);
        var unsigned = ModuleUrl.Append(ModuleUrl.Absolute(app.BaseUrl, filled),
            ("xdm_e", visit.Tenant.Site.Address),
            ("xdm_c", "channel-" + visit.FrameKey),
            ("cp", visit.Tenant.ContextPath),
            ("lic", app.IsLicensed ? "active" : "none"),
            ("cv", "1001.0.0"));
        var hash = ModuleUrl.Hash("GET", unsigned, app.BaseUrl);
        return ModuleUrl.Append(unsigned, ("jwt", Sign(visit, hash, age)));
    }

    /// <summary>The token for an app's own script: it proves user and tenant, but no address.</summary>
    public static string ContextToken(Visit visit, TimeSpan age = default) => Sign(visit, "context-qsh", age);

    public static JsonObject Extension(Visit visit)
    {
        var editor = visit.IsEditor ? visit.Module.Part("editor") : null;
        var source = editor ?? visit.Module.Source;
        return new JsonObject
        {
            ["addon_key"] = visit.Tenant.Descriptor!.Key,
            ["key"] = visit.FrameKey,
            ["url"] = Address(visit),
            ["title"] = visit.Module.Name,
            ["options"] = new JsonObject
            {
                ["moduleType"] = visit.Module.Type,
                ["moduleLocation"] = visit.IsEditor ? "editor" : "content",
                ["isFullPage"] = visit.Module.Type.EndsWith("Pages", StringComparison.Ordinal) || visit.Module.Type.EndsWith("Page", StringComparison.Ordinal),
                ["origin"] = new Uri(visit.Tenant.Descriptor.BaseUrl).GetLeftPart(UriPartial.Authority),
                ["hostOrigin"] = visit.Tenant.Site.Address,
                ["width"] = Module.Text(source, "width") ?? "100%",
                ["height"] = Module.Text(source, "height") ?? (visit.IsEditor ? "80%" : "150px"),
                // Dialogs fill their window; everything else follows its content, unless the app says resize:false.
                ["autoresize"] = !visit.IsEditor,
                ["sandbox"] = Sandbox,
                ["productContext"] = new JsonObject(),
                ["structuredContext"] = visit.Context(),
            },
        };
    }

    private static string Sign(Visit visit, string hash, TimeSpan age)
    {
        var made = SiteClock.Now - age;
        var claims = new JsonObject
        {
            ["iss"] = visit.Tenant.ClientKey,
            ["iat"] = Token.Seconds(made),
            ["exp"] = Token.Seconds(made + Token.Lifetime),
            ["qsh"] = hash,
            ["context"] = visit.Claim(),
        };
        if (visit.Viewer.AccountId is { } account)
        {
            claims["sub"] = account;
        }
        return Token.WithSecret(claims, visit.Tenant.Secret!);
    }
}
