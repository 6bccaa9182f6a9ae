using Markdwell.Models;

namespace Markdwell.Services.Sources.Addresses;

/// <summary>A file in a repository of a Git host, as a connection reaches it.</summary>
/// <param name="Repository"><c>owner/name</c>; GitLab's may have more parts, Azure DevOps' are <c>organisation/project/name</c>.</param>
/// <param name="Ref">A branch, a tag or a commit, as the author's address names it.</param>
/// <param name="Path">Without a slash at its start.</param>
public sealed record GitFile(int ConnectionId, HostKind Kind, string Host, string Repository, string Ref, string Path);
