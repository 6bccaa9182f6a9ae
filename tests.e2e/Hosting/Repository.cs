namespace Markdwell.Tests.E2E.Hosting;

/// <summary>Where things lie: this program is at tests.e2e/bin/{configuration}/{framework}.</summary>
internal static class Repository
{
    private static readonly string Own = AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar);
    private static readonly string Root = Path.GetFullPath(Path.Combine(Own, "..", "..", "..", ".."));

    /// <summary>The published app where one is named, as script/check does; else the one that was just built.</summary>
    public static string App => Environment.GetEnvironmentVariable("MARKDWELL_APP") is { Length: > 0 } published ? Path.GetFullPath(published, Root) : Built("", "Markdwell.dll");

    public static string Sandbox => Built("sandbox", "Markdwell.Sandbox.dll");

    public static string Failures => Path.Combine(Own, "failures");

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string Built(string project, string file) =>
        PathOf(project, "bin", Path.GetFileName(Path.GetDirectoryName(Own)!), Path.GetFileName(Own), file);
}
