namespace Markdwell.Sandbox.Git.Kinds;

/// <summary>Gitea, and Forgejo with it. Its lists of commits have no tag.</summary>
internal static class GiteaEndpoints
{
    public static void Map(IEndpointRouteBuilder git)
    {
        var repository = git.MapGroup("/api/v1/repos/{owner}/{name}");
        repository.MapGet("", (Asker asker, GitHost host, string owner, string name) => With(asker, host, owner, name, repository => Answers.Json(new
        {
            id = repository.Id,
            name = repository.Name,
            full_name = repository.FullName,
            @private = repository.IsPrivate,
            empty = repository.IsEmpty,
            default_branch = Repository.DefaultBranch,
            html_url = $"{host.Address}/{repository.FullName}",
        })));
        repository.MapGet("/commits", Commits);
        repository.MapGet("/raw/{**path}", Raw);
        repository.MapGet("/media/{**path}", Raw);
    }

    private static IResult Commits(HttpContext http, Asker asker, GitHost host, string owner, string name, string? sha, string? path, int limit = 50, int page = 1) =>
        With(asker, host, owner, name, repository =>
        {
            if (repository.IsEmpty)
            {
                return Refuse(host, 409, "Git Repository is empty.");
            }
            if (repository.Find(sha) is not { } commit)
            {
                // With a path, Gitea asks Git at once and does not understand its complaint.
                return string.IsNullOrEmpty(path) ? Refuse(host, 404, $"object does not exist [id: {sha}, rel_path: ]") : Refuse(host, 500, "");
            }
            var history = Repository.History(commit, path).ToList();
            if (history.Count == 0)
            {
                return Refuse(host, 404, "FileCommitsCount");
            }
            http.Response.Headers["X-Total-Count"] = history.Count.ToString();
            return Answers.Json(history.Skip((page - 1) * limit).Take(Math.Clamp(limit, 1, 50)).Select(c => Describe(host, repository, c)));
        });

    private static IResult Raw(HttpContext http, Asker asker, GitHost host, string owner, string name, string? path, string? @ref) => With(asker, host, owner, name, repository =>
    {
        path = Answers.Unescape(path ?? "");
        if (repository.Find(@ref)?.Files.GetValueOrDefault(path) is not { } blob)
        {
            return Refuse(host, 404, "The target couldn't be found.");
        }
        var headers = http.Response.Headers;
        headers.CacheControl = "private, max-age=300";
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox";
        var isText = Answers.MediaType(path) is var type && type.StartsWith("text/", StringComparison.Ordinal);
        return Answers.File(blob, isText ? "text/plain; charset=utf-8" : type);
    });

    private static IResult With(Asker asker, GitHost host, string owner, string name, Func<Repository, IResult> answer)
    {
        if (asker.IsBad)
        {
            return Refuse(host, 401, "invalid username, password or token");
        }
        if (asker.Token is { MayRead: false })
        {
            return Refuse(host, 403, "token does not have at least one of required scope(s): [read:repository]");
        }
        return host.Find(owner, name) is { } repository && asker.Sees(repository) ? answer(repository) : Refuse(host, 404, "The target couldn't be found.");
    }

    private static IResult Refuse(GitHost host, int status, string message) => Answers.Json(new { errors = default(object), message, url = host.Address + "/api/swagger" }, status);

    private static object Describe(GitHost host, Repository repository, Commit commit)
    {
        var at = commit.At.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ");
        var who = new { name = Commit.Author, email = Commit.Email, date = at };
        var url = $"{host.Address}/api/v1/repos/{repository.FullName}/git/commits/";
        return new
        {
            url = url + commit.Id,
            sha = commit.Id,
            created = at,
            html_url = $"{host.Address}/{repository.FullName}/commit/{commit.Id}",
            commit = new { url = url + commit.Id, author = who, committer = who, message = commit.Message, verification = default(object) },
            author = default(object),
            committer = default(object),
            parents = commit.Parent is { } parent ? [new { url = url + parent.Id, sha = parent.Id, created = parent.At }] : Array.Empty<object>(),
            files = default(object),
            stats = default(object),
        };
    }
}
