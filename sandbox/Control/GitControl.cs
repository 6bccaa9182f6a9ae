using Markdwell.Sandbox.Git;

namespace Markdwell.Sandbox.Control;

/// <summary>The Git host: its files, its tokens, its log, and whether it is there at all.</summary>
internal static class GitControl
{
    public static void Map(IEndpointRouteBuilder git)
    {
        git.MapGet("/log", (GitHost host) => host.Questions);
        git.MapDelete("/log", (GitHost host, PrivateService network) =>
        {
            host.Forget();
            network.Forget();
        });
        git.MapPut("/away", (GitHost host) => Go(host, isAway: true));
        git.MapDelete("/away", (GitHost host) => Go(host, isAway: false));
        git.MapGet("/tokens", (GitHost host) => host.Tokens);
        git.MapPost("/tokens/{name}/rotate", (GitHost host, string name) => Found(host.Change(name, t => t with { Value = $"token-of-{name}-{Guid.NewGuid():N}" })));
        git.MapPost("/tokens/{name}/expire", (GitHost host, string name) => Found(host.Change(name, t => t with { ExpiresAt = DateTimeOffset.UtcNow.AddSeconds(-1) })));
        git.MapPut("/tokens/{name}", (GitHost host, string name, Wish wish) => Found(host.Change(name, t => t with { ExpiresAt = wish.ExpiresAt })));
        git.MapPut("/files/{**path}", PutFile);
        var repository = git.MapGroup("/{owner}/{name}");
        repository.MapGet("", (GitHost host, string owner, string name, string? branch) => host.Find(owner, name)?.Find(branch) is { } head
            ? Results.Ok(new { head = head.Id, head.At, head.Message, files = head.Files.ToDictionary(f => f.Key, f => f.Value.Content.Length, StringComparer.Ordinal) })
            : Results.NotFound());
        repository.MapPut("/files/{**path}", (HttpContext http, GitHost host, string owner, string name, string path, string? message, string? branch) =>
            Commit(http, host, owner, name, path, message ?? $"Change {path}", branch));
        repository.MapDelete("/files/{**path}", (HttpContext http, GitHost host, string owner, string name, string path, string? message, string? branch) =>
            Commit(http, host, owner, name, path, message ?? $"Remove {path}", branch));
    }

    private static async Task<IResult> Commit(HttpContext http, GitHost host, string owner, string name, string path, string message, string? branch)
    {
        if (host.Find(owner, name) is not { } repository)
        {
            return Results.NotFound();
        }
        var content = HttpMethods.IsDelete(http.Request.Method) ? null : await Body(http);
        var commit = repository.Commit(branch ?? Repository.DefaultBranch, message, DateTimeOffset.UtcNow, [KeyValuePair.Create(path, content)]);
        return Results.Ok(new { commit.Id, commit.At });
    }

    private static async Task<IResult> PutFile(HttpContext http, GitHost host, string path)
    {
        host.Put(path, new(await Body(http), http.Request.ContentType ?? "text/markdown", DateTimeOffset.UtcNow));
        return Results.NoContent();
    }

    private static async Task<byte[]> Body(HttpContext http)
    {
        using var content = new MemoryStream();
        await http.Request.Body.CopyToAsync(content, http.RequestAborted);
        return content.ToArray();
    }

    private static IResult Go(GitHost host, bool isAway)
    {
        host.IsAway = isAway;
        return Results.NoContent();
    }

    private static IResult Found(Token? token) => token is null ? Results.NotFound() : Results.Ok(token);

    private sealed record Wish(DateTimeOffset? ExpiresAt);
}
