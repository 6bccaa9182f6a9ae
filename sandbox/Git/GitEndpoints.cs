using Markdwell.Sandbox.Git.Kinds;

namespace Markdwell.Sandbox.Git;

/// <summary>All that answers at the Git host's port, its pages for people (<c>Pages/Git</c>) aside.</summary>
internal static class GitEndpoints
{
    public static void MapGit(this WebApplication app)
    {
        var port = app.Services.GetRequiredService<GitHost>().Port;
        var git = app.MapGroup("").RequireHost($"*:{port}");
        GitHubEndpoints.Map(git);
        GitLabEndpoints.Map(git);
        GiteaEndpoints.Map(git);
        BitbucketEndpoints.Map(git);
        AzureEndpoints.Map(git);
        AccountEndpoints.Map(git);
        FileEndpoints.Map(git);
    }
}
