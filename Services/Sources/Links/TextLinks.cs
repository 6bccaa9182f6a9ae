using Markdwell.Services.Sources.Addresses;

namespace Markdwell.Services.Sources.Links;

/// <summary>What the addresses in one text mean: answers from what is at hand, alike each time.</summary>
public abstract class TextLinks
{
    /// <summary>Names all that the answers depend on.</summary>
    public abstract string Fingerprint { get; }

    /// <returns>An absolute address; null when there is none.</returns>
    public abstract string? Link(string url);

    /// <returns>Null for what cannot be brought, or need not be.</returns>
    public abstract PictureFile? Picture(string url);
}

/// <summary>A picture that a text shows, as <c>SourceFiles</c> reads it.</summary>
/// <param name="Origin">The repository, host or page, without the file that the text stands in: one picture has one name in all texts.</param>
/// <param name="Path">Within the repository, on the host, or the attachment's name.</param>
public sealed record PictureFile(LinkBase Origin, string Path);
