namespace Markdwell.Sandbox;

/// <summary>Where things lie, however the sandbox was started.</summary>
internal static class Places
{
    /// <summary>The folder with the seeds and assets: the current one, or one above the program.</summary>
    public static string ContentRoot() =>
        Upwards(Directory.GetCurrentDirectory()).Take(1).Concat(Upwards(AppContext.BaseDirectory)).FirstOrDefault(d => Directory.Exists(Path.Combine(d, "texts")))
        ?? throw new InvalidOperationException("The seeds were not found: start the sandbox from its folder, or leave the program below it.");

    /// <summary>Where npm put the bridge; null when nobody has run npm.</summary>
    public static string? NodeModules(Settings settings, string contentRoot) =>
        settings.NodeModules ?? Upwards(contentRoot).Select(d => Path.Combine(d, "node_modules")).FirstOrDefault(d => Directory.Exists(Path.Combine(d, "atlassian-connect-js")));

    private static IEnumerable<string> Upwards(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            yield return at.FullName;
        }
    }
}
