using System.Security.Cryptography;
using System.Text;

namespace Markdwell.Pages.Pictures;

/// <summary>
/// Stands in kept pages where a viewer's pass goes. Made anew with each start and never sent: an author who knew it could
/// write it into the address of a picture on his own server, and would be sent the passes of all readers.
/// </summary>
internal static class PassPlace
{
    public static readonly string Mark = "pass-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    private static readonly byte[] Bytes = Encoding.ASCII.GetBytes(Mark);

    /// <summary>Where each of them begins.</summary>
    public static int[] Find(ReadOnlySpan<byte> page)
    {
        var places = new List<int>();
        for (var at = 0; page[at..].IndexOf(Bytes) is >= 0 and var next; at += Bytes.Length)
        {
            at += next;
            places.Add(at);
        }

        return [.. places];
    }
}
