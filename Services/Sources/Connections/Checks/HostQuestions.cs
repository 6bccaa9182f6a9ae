using Markdwell.Models;
using Markdwell.Services.Sources.Git;

namespace Markdwell.Services.Sources.Connections.Checks;

/// <summary>What is asked of a host to learn whether a connection works: small questions that need no right but reading.</summary>
internal static class HostQuestions
{
    /// <summary>Shows whether the host is of its kind and takes the token; null where there is no such question.</summary>
    public static Uri? AboutToken(Connection connection, string api)
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

        Uri At(string path) => new(api + path);
    }

    /// <param name="name">A line of the connection: one repository, or a star for all of an owner's.</param>
    public static Uri? AboutRepository(Connection connection, string api, string name)
    {
        var path = (connection.Kind, name.EndsWith("/*", StringComparison.Ordinal)) switch
        {
            (HostKind.AzureDevOps, true) => $"/{GitUrl.Value(name.Split('/')[0])}/_apis/projects?$top=1&api-version=6.0",
            (_, true) => null,
            (HostKind.GitHub or HostKind.Gitea, _) => $"/repos/{GitUrl.Path(name)}",
            (HostKind.GitLab, _) => $"/projects/{GitUrl.Value(name)}",
            (HostKind.Bitbucket, _) => $"/repositories/{GitUrl.Path(name)}",
            (HostKind.AzureDevOps, _) when name.Split('/') is [var organisation, var project, var repository] =>
                $"/{GitUrl.Value(organisation)}/{GitUrl.Value(project)}/_apis/git/repositories/{GitUrl.Value(repository)}?api-version=6.0",
            _ => null,
        };
        return path is null ? null : new(api + path);
    }
}
