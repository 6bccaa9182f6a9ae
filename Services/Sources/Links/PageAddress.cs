namespace Markdwell.Services.Sources.Links;

/// <summary>Where people see a page of Confluence that is known by its id alone.</summary>
public static class PageAddress
{
    /// <param name="siteUrl">The tenant's base URL.</param>
    public static string Of(string siteUrl, string pageId) => $"{siteUrl}/pages/viewpage.action?pageId={Uri.EscapeDataString(pageId)}";
}
