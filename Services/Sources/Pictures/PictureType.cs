using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Markdwell.Services.Sources.Pictures;

/// <summary>What bytes are, decided by the bytes: names and headers are the words of whoever put them there.</summary>
/// <param name="Size">As the header says; null where it does not.</param>
internal sealed record PictureType(string MediaType, PictureSize? Size)
{
    // A picture of 5 MB may unfold to gigabytes in the reader's browser.
    private const long MaxPixels = 64 * 1024 * 1024;
    private const int MaxSide = 32_767;

    /// <summary>A size that we do not find, a browser may.</summary>
    public bool FitsABrowser => Size is { Width: > 0 and <= MaxSide, Height: > 0 and <= MaxSide } size && (long)size.Width * size.Height <= MaxPixels;

    /// <returns>Null for what is no picture of points.</returns>
    public static PictureType? Of(ReadOnlySpan<byte> bytes) =>
        IsPng(bytes) ? new("image/png", BigEndian(bytes, 16))
        : bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? new("image/jpeg", JpegSize(bytes))
        : bytes.StartsWith("GIF87a"u8) || bytes.StartsWith("GIF89a"u8) ? new("image/gif", LittleEndian(bytes, 6))
        : bytes.StartsWith("RIFF"u8) && At(bytes, 8).StartsWith("WEBP"u8) ? new("image/webp", WebpSize(bytes))
        : At(bytes, 4).StartsWith("ftypavif"u8) || At(bytes, 4).StartsWith("ftypavis"u8) ? new("image/avif", AvifSize(bytes))
        : null;

    private static bool IsPng(ReadOnlySpan<byte> bytes) => bytes.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);

    /// <summary>The size stands in the first frame header among the segments.</summary>
    private static PictureSize? JpegSize(ReadOnlySpan<byte> bytes)
    {
        for (var at = 2; at + 9 < bytes.Length && bytes[at] == 0xFF;)
        {
            var marker = bytes[at + 1];
            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
            {
                return new(BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 7)..]), BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 5)..]));
            }

            // A marker may be preceded by any number of fill bytes.
            at += marker == 0xFF ? 1 : 2 + BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]);
        }

        return null;
    }

    private static PictureSize? WebpSize(ReadOnlySpan<byte> bytes) => bytes.Length < 30 ? null : bytes[15] switch
    {
        (byte)'X' => new(Three(bytes[24..]) + 1, Three(bytes[27..]) + 1),
        (byte)'L' => Lossless(BinaryPrimitives.ReadUInt32LittleEndian(bytes[21..])),
        _ => new(BinaryPrimitives.ReadUInt16LittleEndian(bytes[26..]) & 0x3FFF, BinaryPrimitives.ReadUInt16LittleEndian(bytes[28..]) & 0x3FFF),
    };

    private static PictureSize Lossless(uint bits) => new((int)(bits & 0x3FFF) + 1, (int)((bits >> 14) & 0x3FFF) + 1);

    private static PictureSize? AvifSize(ReadOnlySpan<byte> bytes)
    {
        var at = bytes.IndexOf("ispe"u8);
        return at < 0 ? null : BigEndian(bytes, at + 8);
    }

    private static PictureSize? BigEndian(ReadOnlySpan<byte> bytes, int at) =>
        bytes.Length < at + 8 ? null : new(BinaryPrimitives.ReadInt32BigEndian(bytes[at..]), BinaryPrimitives.ReadInt32BigEndian(bytes[(at + 4)..]));

    private static PictureSize? LittleEndian(ReadOnlySpan<byte> bytes, int at) =>
        bytes.Length < at + 4 ? null : new(BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]), BinaryPrimitives.ReadUInt16LittleEndian(bytes[(at + 2)..]));

    private static int Three(ReadOnlySpan<byte> bytes) => bytes[0] | (bytes[1] << 8) | (bytes[2] << 16);

    private static ReadOnlySpan<byte> At(ReadOnlySpan<byte> bytes, int at) => bytes.Length < at ? [] : bytes[at..];
}

[StructLayout(LayoutKind.Auto)]
internal readonly record struct PictureSize(int Width, int Height);
