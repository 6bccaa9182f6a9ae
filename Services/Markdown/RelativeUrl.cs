namespace Markdwell.Services.Markdown;

/// <summary>
/// Finds what an address means that has no meaning by itself. It must answer the same address alike each time: what comes
/// out goes into bytes that are kept. Asked for relative addresses, and for the absolute ones of pictures, which a
/// private repository would give to nobody but us.
/// </summary>
/// <param name="url">As a browser would read it, its references resolved. No scheme that runs anything, no other host, no control character, no backslash.</param>
/// <returns>
/// An absolute address, or for a picture also a path of our own server. Null: a relative address is left out, an absolute one stays as it is.
/// </returns>
public delegate string? RelativeUrl(string url, UrlUse use);

public enum UrlUse
{
    Link,
    Picture,
}
