using System.Runtime.CompilerServices;
using Markdwell.Models;
using Microsoft.Extensions.Options;

namespace Markdwell.Services.Connect;

/// <summary>
/// What a browser may do with a page of ours: run our own scripts and Atlassian's bridge, nothing inline, and show it in
/// the tenant's own site alone. https://developer.atlassian.com/platform/marketplace/security-requirements/
/// </summary>
public sealed class FrameHeaders(IOptions<ConnectOptions> options)
{
    private readonly string policy = string.Join("; ",
        "default-src 'none'",
        $"script-src 'self' {options.Value.AllJsOrigin}",

        // The bridge loads the design tokens of the theme from its own host, and their fonts from another.
        $"style-src 'self' {options.Value.AllJsOrigin}",
        "font-src 'self' https://ds-cdn.prod-east.frontend.public.atl-paas.net",

        // A diagram comes back from its sandbox as text, and is shown as a picture under an address that only our script can make.
        "img-src 'self' https: blob:",
        "frame-src 'self'",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors ");

    private readonly string sandbox = string.Join("; ",
        "sandbox allow-scripts",
        "default-src 'none'",

        // By name: not every browser knows what 'self' is to a page that belongs to nobody.
        $"script-src {Origin(options.Value)} blob:",
        "style-src 'unsafe-inline'",
        "base-uri 'none'",
        "form-action 'none'",

        // Sites have domains of their own, and this page cannot know whose it is in. Whoever else frames it has an empty page that does not listen.
        options.Value.AllowInsecure ? "frame-ancestors https: http:" : "frame-ancestors https:");

    private readonly string anySite = string.Join(' ', options.Value.AllowedHosts
        .Select(host => "https://" + host)
        .Concat(options.Value.AllowInsecure ? ["http://localhost:*", "http://127.0.0.1:*"] : []));

    // As a tenant was read: with its next reading, seconds later, what was made of this one is let go.
    private readonly ConditionalWeakTable<Tenant, string> policies = [];

    public void For(HttpResponse response, Tenant tenant) => response.Headers.ContentSecurityPolicy = policies.GetValue(tenant, Policy);

    /// <summary>For a refusal: nobody is proved, but the sentence should show in whichever site asked.</summary>
    public void ForUnknown(HttpResponse response) => response.Headers.ContentSecurityPolicy = policy + anySite;

    /// <summary>
    /// For a page in which a library works that we did not write: it has no origin, so it reaches neither our pages nor
    /// their tokens, and it may load nothing from anywhere. The library itself is handed to it.
    /// </summary>
    public void ForSandbox(HttpResponse response) => response.Headers.ContentSecurityPolicy = sandbox;

    /// <summary>
    /// For a picture. Opened by itself, a drawing is a document: this one has no origin, runs nothing and loads nothing. Exported pages
    /// show it from elsewhere; whoever does has been given a pass.
    /// </summary>
    public void ForPicture(HttpResponse response)
    {
        response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'; sandbox";
        response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin";
    }

    private string Policy(Tenant tenant) => $"{policy}{new Uri(tenant.BaseUrl).GetLeftPart(UriPartial.Authority)} {tenant.DisplayUrl}".TrimEnd();

    private static string Origin(ConnectOptions options) => options.BaseUri.GetLeftPart(UriPartial.Authority);
}
