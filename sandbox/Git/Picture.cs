using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Markdwell.Sandbox.Git;

/// <summary>PNG files, made rather than kept.</summary>
internal static class Picture
{
    /// <summary>Two boxes and a line between them, as diagrams go.</summary>
    public static byte[] Draw(int width, int height) => Write(width, height, CompressionLevel.Optimal, (x, y) =>
    {
        var column = x * 9 / width;
        var box = column is 1 or 2 or 6 or 7 && y > height / 4 && y < height * 3 / 4;
        var line = column is > 0 and < 8 && Math.Abs(y - (height / 2)) < 2;
        return box ? (47, 111, 94) : line ? (120, 120, 120) : (238, 244, 241);
    });

    /// <summary>Cannot be packed, so it is as large as it looks: three bytes a pixel.</summary>
    public static byte[] Noise(int width, int height)
    {
#pragma warning disable CA5394 // The same picture each time.
        var random = new Random(1);
        return Write(width, height, CompressionLevel.NoCompression, (_, _) => (random.Next(256), random.Next(256), random.Next(256)));
#pragma warning restore CA5394
    }

    private static byte[] Write(int width, int height, CompressionLevel level, Func<int, int, (int Red, int Green, int Blue)> pixel)
    {
        using var rows = new MemoryStream();
        using (var zlib = new ZLibStream(rows, level, leaveOpen: true))
        {
            for (var y = 0; y < height; y++)
            {
                zlib.WriteByte(0);
                for (var x = 0; x < width; x++)
                {
                    var (red, green, blue) = pixel(x, y);
                    zlib.Write([(byte)red, (byte)green, (byte)blue]);
                }
            }
        }
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (8, 2);
        return [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, .. Chunk("IHDR", header), .. Chunk("IDAT", rows.ToArray()), .. Chunk("IEND", [])];
    }

    private static byte[] Chunk(string type, byte[] data)
    {
        byte[] body = [.. Encoding.ASCII.GetBytes(type), .. data];
        var (length, check) = (new byte[4], new byte[4]);
        BinaryPrimitives.WriteInt32BigEndian(length, data.Length);
        BinaryPrimitives.WriteUInt32BigEndian(check, Check(body));
        return [.. length, .. body, .. check];
    }

    // The sum that ends a chunk: CRC-32, bit by bit.
    private static uint Check(byte[] data)
    {
        var sum = uint.MaxValue;
        foreach (var one in data)
        {
            sum ^= one;
            for (var bit = 0; bit < 8; bit++)
            {
                sum = (sum >> 1) ^ ((sum & 1) * 0xEDB88320);
            }
        }
        return ~sum;
    }
}
