using Markdwell.Models;

namespace Markdwell.Services.Sources.Connections.Checks;

/// <summary>What is asked of a host to learn whether a connection works: small questions that need no right but reading.</summary>
internal static class HostQuestions
{
    /// <summary>Shows whether the host is of its kind and takes the token; null where there is no such question.</summary>
    public static Uri? AboutToken(Connection connection, string scheme)
    {
        var hasToken = connection.ProtectedToken is not null;
        return connection.Kind switch
        {
            HostKind.GitHub => At("/meta"),
            HostKind.GitLab => At(hasToken ? "/personal_access_tokens/self" : "/projects?per_page=1"),
            HostKind.Gitea => At(hasToken ? "/user" : "/version"),
            HostKind.Bitbucket => At(hasToken ? "/user" : "/hook_events"),
            HostKind.AzureDevOps => null,
            _ => At("/"),
        };

        Uri At(string path) => new(Api(connection, scheme) + path);
    }

    /// <param name="name">A line of the connection: one repository, or a star for all of an owner's.</param>
    public static Uri? AboutRepository(Connection connection, string scheme, string name)
    {
        var path = (connection.Kind, name.EndsWith("/*", StringComparison.Ordinal)) switch
        {
            (HostKind.AzureDevOps, true) => $"/{Escape(name.Split('/')[0])}/_apis/projects?$top=1&api-version=7.1",
            (_, true) => null,
            (HostKind.GitHub or HostKind.Gitea, _) => $"/repos/{Escape(name)}",
            (HostKind.GitLab, _) => $"/projects/{Uri.EscapeDataString(name)}",
            (HostKind.Bitbucket, _) => $"/repositories/{Escape(name)}",
            (HostKind.AzureDevOps, _) when name.Split('/') is [var organisation, var project, var repository] =>
                $"/{Escape(organisation)}/{Escape(project)}/_apis/git/repositories/{Escape(repository)}?api-version=7.1",
            _ => null,
        };
        return path is null ? null : new(Api(connection, scheme) + path);
    }

    private static string Api(Connection connection, string scheme)
    {
        var host = $"{scheme}://{connection.Host}";
        return (connection.Kind, connection.Host) switch
        {
            (HostKind.GitHub, "github.com") => "https://api.github.com",
            (HostKind.Bitbucket, "bitbucket.org") => "https://api.bitbucket.org/2.0",
            (HostKind.GitHub, _) => host + "/api/v3",
            (HostKind.GitLab, _) => host + "/api/v4",
            (HostKind.Gitea, _) => host + "/api/v1",
            (HostKind.Bitbucket, _) => host + "/2.0",
            _ => host,
        };
    }

    private static string Escape(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));
}
