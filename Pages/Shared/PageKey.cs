using Markdwell.Pages.Pictures;

namespace Markdwell.Pages.Shared;

/// <summary>Names a finished page by all that it was made of, so that an entry is never wrong and nothing has to be thrown out.</summary>
/// <param name="Page">The page model.</param>
/// <param name="Content">The hash of the text.</param>
/// <param name="Renderer">The renderer's version, dialect and limits, which are its site's.</param>
/// <param name="Links">Of the addresses in the text; null for one that has none of its own to mean.</param>
/// <param name="Origin">What is said of where the text comes from.</param>
public sealed record PageKey(int TenantId, Type Page, string Content, string IdPrefix, string Renderer, LinkKey? Links, Origin? Origin);

/// <param name="PageId">The Confluence page, for whose readers passes are made.</param>
/// <param name="Fingerprint"><inheritdoc cref="FrameUrls" path="/param[@name='Fingerprint']"/></param>
public sealed record LinkKey(string PageId, string Fingerprint);
