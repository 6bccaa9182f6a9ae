using Markdwell.Models;

namespace Markdwell.Pages.Settings.Connections;

/// <summary>What people are told about each kind of host.</summary>
public static class HostKinds
{
    public static string Name(HostKind kind) => kind switch
    {
        HostKind.Bitbucket => "Bitbucket Cloud",
        HostKind.Gitea => "Gitea or Forgejo",
        HostKind.AzureDevOps => "Azure DevOps",
        HostKind.Web => "Files at their own addresses",
        _ => kind.ToString(),
    };

    public static string TokenAdvice(HostKind kind) => kind switch
    {
        HostKind.GitHub => "A fine-grained personal access token with “Contents: Read-only” for the repositories above. Classic tokens can also write.",
        HostKind.GitLab => "A project or group access token with the role Reporter and the scope read_api.",
        HostKind.Bitbucket => "An access token of the repository, project or workspace with “Repositories: Read”; or an API token, as mail address:token.",
        HostKind.Gitea => "An access token with “repository: Read”.",
        HostKind.AzureDevOps => "A personal access token with “Code: Read”.",
        _ => "Sent as “Authorization: Bearer”. Most hosts of this kind need none.",
    };

    public static string RepositoryForm(HostKind kind) => kind switch
    {
        HostKind.GitLab => "Write group/project or group/subgroup/project, or group/* for all below a group.",
        HostKind.AzureDevOps => "Write organisation/project/repository, or organisation/* for all of an organisation.",
        HostKind.Web => "A host of this kind has no repositories: leave it empty.",
        _ => "Write owner/repository, or owner/* for all of an owner.",
    };
}
