using Markdwell.Services.Sources.Addresses;

namespace Markdwell.Services.Sources.Git;

/// <summary>Names of files and branches in addresses: whatever a name holds, it stays one.</summary>
internal static class GitUrl
{
    public static string Value(string text) => Uri.EscapeDataString(text);

    public static string Path(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));

    /// <summary>The word for the page of a file; a link may also lead to the repository itself, which is a folder.</summary>
    public static string Page(GitFile file) => file.Path.Length == 0 ? "tree" : "blob";
}
