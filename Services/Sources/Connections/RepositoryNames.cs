using Markdwell.Models;

namespace Markdwell.Services.Sources.Connections;

/// <summary>The repositories that a connection is limited to: one a line, as its host writes them.</summary>
public static class RepositoryNames
{
    private const int MaxParts = 20;

    /// <returns>The lines as they are stored, or the first one that names no repository.</returns>
    public static (string Lines, string? Wrong) Normalise(string? text, HostKind kind, string host)
    {
        var lines = new List<string>();
        foreach (var line in (text ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (NormaliseLine(line, kind, host) is not { } name)
            {
                return ("", line);
            }

            lines.Add(name);
        }

        return (string.Join('\n', lines.Distinct(StringComparer.Ordinal)), null);
    }

    private static string? NormaliseLine(string line, HostKind kind, string host)
    {
        // People paste the address of the repository.
        var name = line.Contains("://", StringComparison.Ordinal)
            ? HostName.Normalise(line) == host ? Uri.UnescapeDataString(new Uri(line).AbsolutePath) : ""
            : line;
        name = name.Trim('/');
        name = name.EndsWith(".git", StringComparison.OrdinalIgnoreCase) ? name[..^4] : name;
        var parts = name.Split('/').Where(part => kind != HostKind.AzureDevOps || part != "_git").ToList();
        return HasRightLength(parts, kind) && parts[..^1].TrueForAll(IsName) && (parts[^1] == "*" || IsName(parts[^1]))
            ? string.Join('/', parts)
            : null;
    }

    private static bool HasRightLength(List<string> parts, HostKind kind) => kind switch
    {
        HostKind.Web => false,
        HostKind.GitLab => parts.Count is >= 2 and <= MaxParts,
        HostKind.AzureDevOps => parts.Count == 3 || (parts.Count == 2 && parts[1] == "*"),
        _ => parts.Count == 2,
    };

    // Projects of Azure DevOps have spaces in their names.
    private static bool IsName(string part) =>
        part.Length > 0 && part is not ("." or "..") && part == part.Trim() && !part.Any(c => char.IsControl(c) || "*?#%\\<>\"|:".Contains(c));
}
