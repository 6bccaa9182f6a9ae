using Markdwell.Sandbox.Connect;

namespace Markdwell.Sandbox.Git;

/// <summary>Everything that comes to the Git host passes here: who asks, whether something shall go wrong on purpose, and a line in the log.</summary>
internal sealed class GitGate(RequestDelegate next, GitHost host, Faults faults, PrivateService network)
{
    /// <summary>The site that faults name to mean this host.</summary>
    public const string Site = "git";

    public async Task InvokeAsync(HttpContext http)
    {
        var request = http.Request;
        if (host.IsAway)
        {
            http.Abort();
            return;
        }
        if (request.Host.Host != "localhost")
        {
            network.Note($"{request.Host}{request.Path}");
        }
        var asker = Asker.Of(request, host.Tokens);
        http.Items[typeof(Asker)] = asker;
        var path = request.Path + request.QueryString;
        var fault = faults.Take(Site, path);
        var status = 0;
        try
        {
            await (fault is null ? next(http) : GitFaults.Play(fault, http, next, host));
            status = http.RequestAborted.IsCancellationRequested ? 0 : http.Response.StatusCode;
        }
        catch (OperationCanceledException)
        {
            // Whoever asked has had enough.
        }
        host.Add(new(DateTimeOffset.UtcNow, Kind(request.Path), request.Method, path, status, asker.Token?.Name, request.Headers.IfNoneMatch.Count + request.Headers.IfModifiedSince.Count > 0, fault?.Kind));
    }

    private static string Kind(string path) => path switch
    {
        _ when path.StartsWith("/api/v3/", StringComparison.Ordinal) => "GitHub",
        _ when path.StartsWith("/api/v4/", StringComparison.Ordinal) => "GitLab",
        _ when path.StartsWith("/api/v1/", StringComparison.Ordinal) => "Gitea",
        _ when path.StartsWith("/2.0/", StringComparison.Ordinal) => "Bitbucket",
        _ when path.Contains("/_apis/", StringComparison.Ordinal) => "AzureDevOps",
        _ when path.StartsWith("/files/", StringComparison.Ordinal) => "Web",
        _ => "page",
    };
}
