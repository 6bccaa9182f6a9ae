namespace Markdwell.Models;

/// <summary>How a host is asked for files.</summary>
public enum HostKind
{
    GitHub,
    GitLab,
    Bitbucket,
    Gitea,
    AzureDevOps,

    /// <summary>A host that gives out files under their own addresses.</summary>
    Web,
}
