using Markdwell.Sandbox.Sites;

namespace Markdwell.Sandbox;

/// <summary>The person a browser plays on a site.</summary>
internal static class Visitor
{
    /// <summary>The site of this request, by the listener it came in at; null on the home page's.</summary>
    public static Site? Site(this HttpContext http) => http.RequestServices.GetRequiredService<World>().ByPort(http.Connection.LocalPort);

    public static string Cookie(Site site) => "sandbox-" + site.Key;

    /// <summary>Who a REST call without a token is: nobody, unless a page of ours has said so before.</summary>
    public static Person Viewer(this HttpContext http, Site site) => Find(http, site) ?? Person.Anonymous;

    /// <summary>Who looks at a page of ours: whoever was chosen, else Alice, who can do everything.</summary>
    public static Person Enter(this HttpContext http, Site site)
    {
        var person = Find(http, site) ?? Person.Alice;
        http.Items[typeof(Person)] = person;
        http.Response.Cookies.Append(Cookie(site), person.Handle, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax });
        return person;
    }

    private static Person? Find(HttpContext http, Site site) =>
        http.Items[typeof(Person)] as Person ?? Person.Find(http.Request.Query["as"]) ?? Person.Find(http.Request.Cookies[Cookie(site)]);
}
