using System.Security.Cryptography;

namespace Markdwell.Services.Sources.Pictures;

/// <summary>Makes a picture of bytes, if they are one.</summary>
internal static class PictureContent
{
    public static Picture? Read(byte[] bytes, bool lasts) =>
        PictureType.Of(bytes) is { } type ? (type.FitsABrowser ? Of(bytes, type.MediaType, lasts) : null)
        : SafeDrawing.Of(bytes) is { } drawing ? Of(drawing, "image/svg+xml; charset=utf-8", lasts)
        : null;

    private static Picture Of(byte[] bytes, string mediaType, bool lasts) => new(bytes, mediaType, Convert.ToHexStringLower(SHA256.HashData(bytes)), lasts);
}
