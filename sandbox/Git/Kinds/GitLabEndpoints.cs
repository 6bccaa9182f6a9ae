using System.Security.Cryptography;
using Microsoft.AspNetCore.Mvc;

namespace Markdwell.Sandbox.Git.Kinds;

/// <summary>GitLab: projects by number or encoded path, files by encoded path.</summary>
internal static class GitLabEndpoints
{
    public static void Map(IEndpointRouteBuilder git)
    {
        var api = git.MapGroup("/api/v4");
        api.MapGet("/personal_access_tokens/self", Self);
        var project = api.MapGroup("/projects/{id}");
        project.MapGet("", (Asker asker, GitHost host, string id) => With(asker, host, id, repository => Answers.TaggedJson(new
        {
            id = repository.Id,
            path_with_namespace = repository.FullName,
            visibility = repository.IsPrivate ? "private" : "public",
            default_branch = Repository.DefaultBranch,
            empty_repo = repository.IsEmpty,
            web_url = $"{host.Address}/{repository.FullName}",
        })));
        project.MapGet("/repository/commits", Commits);
        project.MapGet("/repository/files/{path}/raw", Raw);
    }

    // A revision that is not there has no commits: no error.
    private static IResult Commits(Asker asker, GitHost host, string id, string? path, [FromQuery(Name = "ref_name")] string? revision, [FromQuery(Name = "per_page")] int size = 20, int page = 1) =>
        With(asker, host, id, repository => Answers.TaggedJson(repository.Find(revision) is { } commit
            ? Repository.History(commit, path).Skip((page - 1) * size).Take(Math.Clamp(size, 1, 100)).Select(c => Describe(host, repository, c))
            : []));

    private static IResult Raw(HttpContext http, Asker asker, GitHost host, string id, string path, string? @ref) => With(asker, host, id, repository =>
    {
        if (repository.Find(@ref) is not { } commit)
        {
            return Refuse(404, "404 Commit Not Found");
        }
        path = Answers.Unescape(path);
        if (commit.Files.GetValueOrDefault(path) is not { } blob)
        {
            return Refuse(404, "404 File Not Found");
        }
        var headers = http.Response.Headers;
        headers["X-Gitlab-Blob-Id"] = blob.Id;
        headers["X-Gitlab-Commit-Id"] = commit.Id;
        headers["X-Gitlab-Content-Sha256"] = Convert.ToHexStringLower(SHA256.HashData(blob.Content));
        headers["X-Gitlab-Encoding"] = "base64";
        headers["X-Gitlab-Last-Commit-Id"] = Repository.History(commit, path).First().Id;
        headers["X-Gitlab-Ref"] = Uri.EscapeDataString(@ref ?? "HEAD");
        headers["X-Gitlab-Size"] = blob.Content.Length.ToString();
        headers.ContentDisposition = "inline";
        headers.XContentTypeOptions = "nosniff";
        // Whatever it is, it is text or bytes: no page of the host's own may come of it.
        var isText = Answers.MediaType(path) is var type && (type.StartsWith("text/", StringComparison.Ordinal) || type.EndsWith("xml", StringComparison.Ordinal));
        return Answers.File(blob, isText ? "text/plain" : type);
    });

    private static IResult Self(Asker asker)
    {
        if (asker.Token is not { } token || asker.IsBad)
        {
            return Unauthorized(asker);
        }
        return Answers.Json(new
        {
            id = 1,
            name = token.Name,
            revoked = false,
            created_at = "2026-01-05T09:00:00.000Z",
            description = "",
            scopes = (token switch { { MayWrite: true } => "api write_repository", { MayRead: true } => "read_api read_repository", _ => "read_user" }).Split(' '),
            user_id = 1,
            last_used_at = DateTimeOffset.UtcNow.ToString("yyyy-MM-ddTHH:mm:ss.fffZ"),
            active = true,
            expires_at = token.ExpiresAt?.UtcDateTime.ToString("yyyy-MM-dd"),
        });
    }

    private static IResult With(Asker asker, GitHost host, string id, Func<Repository, IResult> answer)
    {
        if (asker.IsBad)
        {
            return Unauthorized(asker);
        }
        if (asker.Token is { MayRead: false })
        {
            return Answers.Json(new
            {
                error = "insufficient_scope",
                error_description = "The request requires higher privileges than provided by the access token.",
                scope = "api read_api read_repository",
            }, 403);
        }
        var parts = Answers.Unescape(id).Split('/');
        var repository = parts.Length == 2 ? host.Find(parts[0], parts[1]) : host.Repositories.Find(r => r.Id.ToString() == id);
        return repository is not null && asker.Sees(repository) ? answer(repository) : Refuse(404, "404 Project Not Found");
    }

    private static IResult Unauthorized(Asker asker) => asker.Token is { IsExpired: true }
        ? Answers.Json(new { error = "invalid_token", error_description = "Token is expired. You can either do re-authorization or token refresh." }, 401)
        : Refuse(401, "401 Unauthorized");

    private static IResult Refuse(int status, string message) => Answers.Json(new { message }, status);

    private static object Describe(GitHost host, Repository repository, Commit commit)
    {
        var at = commit.At.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fff+00:00");
        return new
        {
            id = commit.Id,
            short_id = commit.Id[..8],
            created_at = at,
            parent_ids = commit.Parent is { } parent ? [parent.Id] : Array.Empty<string>(),
            title = commit.Message.Split('\n')[0],
            message = commit.Message,
            author_name = Commit.Author,
            author_email = Commit.Email,
            authored_date = at,
            committer_name = Commit.Author,
            committer_email = Commit.Email,
            committed_date = at,
            trailers = new { },
            web_url = $"{host.Address}/{repository.FullName}/-/commit/{commit.Id}",
        };
    }
}
