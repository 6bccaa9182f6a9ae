using Microsoft.AspNetCore.Mvc;

namespace Markdwell.Sandbox.Git.Kinds;

/// <summary>GitHub Enterprise Server, which is github.com below <c>/api/v3</c>.</summary>
internal static class GitHubEndpoints
{
    private const string Documentation = "https://docs.github.com/rest";

    public static void Map(IEndpointRouteBuilder git)
    {
        var repository = git.MapGroup("/api/v3/repos/{owner}/{name}").AddEndpointFilter(Introduce);
        repository.MapGet("", (Asker asker, GitHost host, string owner, string name) => With(asker, host, owner, name, repository => Answers.TaggedJson(new
        {
            id = repository.Id,
            name = repository.Name,
            full_name = repository.FullName,
            @private = repository.IsPrivate,
            html_url = $"{host.Address}/{repository.FullName}",
            default_branch = Repository.DefaultBranch,
        })));
        repository.MapGet("/commits", Commits);
        repository.MapGet("/contents/{**path}", Contents);
    }

    private static IResult Commits(Asker asker, GitHost host, string owner, string name, string? sha, string? path, [FromQuery(Name = "per_page")] int size = 30, int page = 1) =>
        With(asker, host, owner, name, repository =>
        {
            if (repository.IsEmpty)
            {
                return Refuse(409, "Git Repository is empty.");
            }
            if (repository.Find(sha) is not { } commit)
            {
                return Refuse(404, "Not Found");
            }
            var history = Repository.History(commit, path).Skip((page - 1) * size).Take(Math.Clamp(size, 1, 100)).ToList();
            return Answers.TaggedJson(history.Select(c => Describe(host, repository, c)), history.FirstOrDefault()?.At);
        });

    private static IResult Contents(HttpContext http, Asker asker, GitHost host, string owner, string name, string? path, string? @ref) => With(asker, host, owner, name, repository =>
    {
        if (repository.IsEmpty)
        {
            return Refuse(404, "This repository is empty.");
        }
        if (repository.Find(@ref) is not { } commit)
        {
            return Refuse(404, $"No commit found for the ref {@ref}");
        }
        var wanted = Answers.Unescape(path ?? "").Trim('/');
        if (commit.Files.GetValueOrDefault(wanted) is { } blob)
        {
            // Both names of the form are in use: with and without the version of the API.
            var raw = http.Request.Headers.Accept.ToString() is var accept && accept.Contains("application/vnd.github", StringComparison.Ordinal) && accept.Contains("raw", StringComparison.Ordinal);
            http.Response.Headers["X-GitHub-Media-Type"] = raw ? "github.v3; param=raw" : "github.v3; format=json";
            return raw ? Answers.File(blob, "application/vnd.github.raw; charset=utf-8") : Answers.TaggedJson(Describe(host, repository, commit, wanted, blob));
        }
        var folder = wanted.Length == 0 ? "" : wanted + "/";
        var below = commit.Files.Where(f => f.Key.StartsWith(folder, StringComparison.Ordinal)).ToList();
        return below.Count == 0 ? Refuse(404, "Not Found")
            : Answers.TaggedJson(below.Where(f => !f.Key[folder.Length..].Contains('/', StringComparison.Ordinal)).Select(f => Describe(host, repository, commit, f.Key, null, f.Value)));
    });

    private static IResult With(Asker asker, GitHost host, string owner, string name, Func<Repository, IResult> answer)
    {
        if (asker.IsBad)
        {
            return Refuse(401, "Bad credentials");
        }
        if (asker.Token is { MayRead: false })
        {
            return Refuse(403, "Resource not accessible by personal access token");
        }
        // What is hidden and what is not there look alike.
        return host.Find(owner, name) is { } repository && asker.Sees(repository) ? answer(repository) : Refuse(404, "Not Found");
    }

    /// <summary>What GitHub says beside each answer: about the limit, and about the token.</summary>
    public static ValueTask<object?> Introduce(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var headers = context.HttpContext.Response.Headers;
        var token = (context.HttpContext.Items[typeof(Asker)] as Asker)?.Token;
        headers["X-GitHub-Request-Id"] = context.HttpContext.TraceIdentifier;
        headers["X-RateLimit-Limit"] = token is null ? "60" : "5000";
        headers["X-RateLimit-Remaining"] = token is null ? "59" : "4999";
        headers["X-RateLimit-Reset"] = DateTimeOffset.UtcNow.AddHours(1).ToUnixTimeSeconds().ToString();
        headers.CacheControl = token is null ? "public, max-age=60, s-maxage=60" : "private, max-age=60, s-maxage=60";
        headers.Vary = "Accept, Authorization, Cookie, X-GitHub-OTP";
        if (token is { MayWrite: true })
        {
            // Only the old kind of token has scopes, and each of those may do more than read.
            headers["X-OAuth-Scopes"] = "admin:org, delete_repo, repo";
            headers["X-Accepted-OAuth-Scopes"] = "";
        }
        if (token is { IsExpired: false, ExpiresAt: { } end })
        {
            headers["github-authentication-token-expiration"] = end.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'");
        }
        return next(context);
    }

    private static IResult Refuse(int status, string message) => Answers.Json(new { message, documentation_url = Documentation, status = status.ToString() }, status);

    private static object Describe(GitHost host, Repository repository, Commit commit)
    {
        var who = new { name = Commit.Author, email = Commit.Email, date = commit.At.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ") };
        var url = $"{host.Address}/api/v3/repos/{repository.FullName}";
        return new
        {
            sha = commit.Id,
            commit = new { author = who, committer = who, message = commit.Message, url = $"{url}/git/commits/{commit.Id}", comment_count = 0 },
            url = $"{url}/commits/{commit.Id}",
            html_url = $"{host.Address}/{repository.FullName}/commit/{commit.Id}",
            author = default(object),
            committer = default(object),
            parents = commit.Parent is { } parent ? [new { sha = parent.Id, url = $"{url}/commits/{parent.Id}" }] : Array.Empty<object>(),
        };
    }

    private static Dictionary<string, object?> Describe(GitHost host, Repository repository, Commit commit, string path, Blob? content, Blob? listed = null)
    {
        var blob = content ?? listed!;
        var answer = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["name"] = path.Split('/')[^1],
            ["path"] = path,
            ["sha"] = blob.Id,
            ["size"] = blob.Content.Length,
            ["url"] = $"{host.Address}/api/v3/repos/{repository.FullName}/contents/{Uri.EscapeDataString(path)}?ref={commit.Id}",
            ["html_url"] = $"{host.Address}/{repository.FullName}/blob/{commit.Id}/{path}",
            ["download_url"] = $"{host.Address}/{repository.FullName}/raw/{commit.Id}/{path}",
            ["type"] = "file",
        };
        if (content is not null)
        {
            // From one megabyte on, only the raw form has the content.
            var isLarge = content.Content.Length > 1 << 20;
            answer["content"] = isLarge ? "" : Convert.ToBase64String(content.Content, Base64FormattingOptions.InsertLineBreaks);
            answer["encoding"] = isLarge ? "none" : "base64";
        }
        return answer;
    }
}
