using Markdwell.Sandbox.Git;

namespace Markdwell.Sandbox.Pages.Git;

/// <summary>What a person sees first: the repositories.</summary>
internal sealed class ExploreModel(GitHost host) : GitPage(host);
