namespace Markdwell.Sandbox.Git.Kinds;

/// <summary>Bitbucket Cloud, whose API has a host of its own in real life. A branch with a slash is named by <c>include</c>, or by its commit.</summary>
internal static class BitbucketEndpoints
{
    private static readonly string[] Account = ["account"];
    private static readonly string[] Reading = ["repository"];

    public static void Map(IEndpointRouteBuilder git)
    {
        var repository = git.MapGroup("/2.0/repositories/{workspace}/{name}").AddEndpointFilter(Introduce);
        repository.MapGet("", (Asker asker, GitHost host, string workspace, string name) => With(asker, host, workspace, name, repository => Answers.Json(new
        {
            type = "repository",
            full_name = repository.FullName,
            name = repository.Name,
            is_private = repository.IsPrivate,
            mainbranch = new { name = Repository.DefaultBranch, type = "branch" },
        })));
        repository.MapGet("/commits", (Asker asker, GitHost host, string workspace, string name, string? include, string? path, int pagelen = 30, int page = 1) =>
            Commits(asker, host, workspace, name, include, path, pagelen, page));
        repository.MapGet("/commits/{revision}", Commits);
        repository.MapGet("/src/{commit}/{**path}", Source);
    }

    private static IResult Commits(Asker asker, GitHost host, string workspace, string name, string? revision, string? path, int pagelen = 30, int page = 1) =>
        With(asker, host, workspace, name, repository =>
        {
            revision = Answers.Unescape(revision ?? "");
            if (!repository.IsEmpty && repository.Find(revision) is null || repository.IsEmpty && revision.Length > 0)
            {
                return NoCommit(revision);
            }
            var history = repository.Find(revision) is { } commit ? Repository.History(commit, path).ToList() : [];
            return Answers.Json(new
            {
                values = history.Skip((page - 1) * pagelen).Take(Math.Clamp(pagelen, 1, 100)).Select(c => Describe(host, repository, c)),
                pagelen,
            });
        });

    private static IResult Source(Asker asker, GitHost host, string workspace, string name, string commit, string? path) => With(asker, host, workspace, name, repository =>
    {
        path = Answers.Unescape(path ?? "");
        if (repository.Find(Answers.Unescape(commit)) is not { } found)
        {
            return NoCommit(commit);
        }
        return found.Files.GetValueOrDefault(path) is { } blob ? Answers.File(blob, Answers.MediaType(path)) : Refuse(404, $"No such file or directory: {path}");
    });

    private static IResult With(Asker asker, GitHost host, string workspace, string name, Func<Repository, IResult> answer)
    {
        if (asker.IsBad)
        {
            return Refuse(401, "Token is invalid, expired, or not supported for this endpoint.");
        }
        if (asker.Token is { MayRead: false })
        {
            return Answers.Json(new
            {
                type = "error",
                error = new { message = "Your credentials lack one or more required privilege scopes.", detail = new { granted = Account, required = Reading } },
            }, 403);
        }
        return host.Find(workspace, name) is { } repository && asker.Sees(repository)
            ? answer(repository)
            : Refuse(404, "You may not have access to this repository or it no longer exists in this workspace. If you think this repository exists and you have access, make sure you are authenticated.");
    }

    public static ValueTask<object?> Introduce(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        if ((context.HttpContext.Items[typeof(Asker)] as Asker)?.Token is { } token && token != Token.Unknown)
        {
            context.HttpContext.Response.Headers["X-OAuth-Scopes"] = token switch { { MayWrite: true } => "project:admin, repository:write", { MayRead: true } => "repository", _ => "account" };
            context.HttpContext.Response.Headers["X-Accepted-OAuth-Scopes"] = "repository";
        }
        return next(context);
    }

    private static IResult Refuse(int status, string message) => Answers.Json(new { type = "error", error = new { message } }, status);

    private static IResult NoCommit(string revision)
    {
        var data = new { shas = new[] { revision } };
        return Answers.Json(new { data, type = "error", error = new { message = "Commit not found", data } }, 404);
    }

    private static object Describe(GitHost host, Repository repository, Commit commit) => new
    {
        type = "commit",
        hash = commit.Id,
        date = commit.At.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss+00:00"),
        author = new { type = "author", raw = $"{Commit.Author} <{Commit.Email}>" },
        message = commit.Message,
        links = new { html = new { href = $"{host.Address}/{repository.FullName}/commits/{commit.Id}" } },
        parents = commit.Parent is { } parent ? [new { type = "commit", hash = parent.Id }] : Array.Empty<object>(),
    };
}
