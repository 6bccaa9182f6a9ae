using System.Runtime.CompilerServices;

namespace Markdwell.Tests.Markdown;

/// <summary>Where this repository lies, for data that is read in place: documents, and packages from npm.</summary>
internal static class Repository
{
    private static readonly string Root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", ".."));

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    public static string Read(params string[] parts) => File.ReadAllText(PathOf(parts));

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
