using Markdwell.Models;

namespace Markdwell.Services.Sources.Addresses;

/// <summary>Understands what an author pastes, by the connections of the site: they say of which kind a host is, and what may be read there.</summary>
internal static class AddressReader
{
    public static SourceAddress Read(string text, IReadOnlyList<Connection> connections, bool allowHttp)
    {
        var (address, fault) = PastedAddress.Read(text, allowHttp);
        if (address is null)
        {
            return SourceAddress.Of(fault, "");
        }

        var ofHost = OfHost(address.Host, connections);
        SourceAddress? refused = null;
        foreach (var ofKind in ofHost.GroupBy(connection => connection.Kind))
        {
            if (Read(ofKind.Key, address) is not { } path || !NamesRepository(ofKind.Key, path.Repository))
            {
                continue;
            }

            if (AllowedRepositories.For(ofKind, path.Repository).FirstOrDefault() is { } connection)
            {
                return SourceAddress.Of(connection, path);
            }

            refused ??= SourceAddress.Of(AddressFault.RepositoryNotAllowed, $"{ofKind.First().Host}/{path.Repository}");
        }

        return ofHost.Find(connection => connection.Kind == HostKind.Web) is { } web ? SourceAddress.Of(web, address.Url)
            : refused ?? SourceAddress.Of(ofHost.Count > 0 ? AddressFault.NoFile : AddressFault.NoConnection, address.Host);
    }

    private static RepositoryPath? Read(HostKind kind, PastedAddress address) => kind switch
    {
        HostKind.GitHub => GitHubAddress.Read(address),
        HostKind.GitLab => GitLabAddress.Read(address),
        HostKind.Bitbucket => BitbucketAddress.Read(address),
        HostKind.Gitea => GiteaAddress.Read(address),
        HostKind.AzureDevOps => AzureDevOpsAddress.Read(address),
        _ => null,
    };

    /// <summary>An owner with an escaped slash in it would lead below another endpoint of the host's API, and pass as a repository of his.</summary>
    private static bool NamesRepository(HostKind kind, string repository) =>
        kind is HostKind.GitLab or HostKind.AzureDevOps || repository.Count(c => c == '/') == 1;

    private static List<Connection> OfHost(string host, IReadOnlyList<Connection> connections)
    {
        var exact = connections.Where(connection => connection.Host == host).ToList();
        if (exact.Count > 0)
        {
            return exact;
        }

        return
        [
            .. connections.Where(connection => connection.Kind == HostKind.GitHub && connection.Host == GitHubAddress.MainHost(host)),
            .. connections.Where(connection => connection.Kind == HostKind.AzureDevOps && connection.Host == AzureDevOpsAddress.MainHost(host)),
        ];
    }
}
