namespace Markdwell.Services.Sources.Addresses;

/// <summary>Addresses of files on GitLab, whose repositories lie in groups within groups; a lone hyphen ends their path.</summary>
internal static class GitLabAddress
{
    public const string Host = "gitlab.com";

    public static RepositoryPath? Read(PastedAddress address)
    {
        var segments = address.Segments.ToList();
        var hyphen = segments.IndexOf("-");

        // Addresses of before 2019 have no hyphen.
        var verb = hyphen >= 0 ? hyphen + 1 : segments.FindIndex(Math.Min(2, segments.Count), segment => segment is "blob" or "raw" or "blame" or "tree" or "edit");
        var end = hyphen >= 0 ? hyphen : verb >= 0 ? verb : segments.Count;
        if (end < 2)
        {
            return null;
        }

        var repository = string.Join('/', segments.Take(end));
        return end == segments.Count ? RepositoryPath.Readme(repository) : segments.ElementAtOrDefault(verb) switch
        {
            "blob" or "raw" or "blame" or "edit" => RepositoryPath.Of(repository, segments[(verb + 1)..], isFolder: false),
            "tree" => RepositoryPath.Of(repository, segments[(verb + 1)..], isFolder: true),
            _ => null,
        };
    }
}
