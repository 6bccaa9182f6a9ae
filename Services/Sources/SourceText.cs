using System.Security.Cryptography;
using System.Text;

namespace Markdwell.Services.Sources;

/// <summary>A text and its hash, which names everything made of it in the caches.</summary>
public sealed record SourceText(string Text, string Hash)
{
    public static SourceText Of(string text) => new(text, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))));
}
