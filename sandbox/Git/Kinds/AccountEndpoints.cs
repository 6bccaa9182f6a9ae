namespace Markdwell.Sandbox.Git.Kinds;

/// <summary>What each kind is asked to see whether it is of that kind and takes a token: small questions that name no repository.</summary>
internal static class AccountEndpoints
{
    public static void Map(IEndpointRouteBuilder git)
    {
        var gitHub = git.MapGroup("/api/v3").AddEndpointFilter(GitHubEndpoints.Introduce);
        gitHub.MapGet("/user", (Asker asker) => Known(asker, token => new { login = token.Owner, id = 1, type = "User" }, asker.Token is null ? NoToken : BadToken));
        gitHub.MapGet("/meta", (Asker asker) => Taken(asker, new { verifiable_password_authentication = false, installed_version = "3.17.0" }, BadToken));
        gitHub.MapGet("/rate_limit", (Asker asker) => Taken(asker, new { rate = new { limit = asker.Token is null ? 60 : 5000, remaining = 59 } }, BadToken));

        git.MapGet("/api/v4/user", (Asker asker) => Known(asker, token => new { id = 1, username = token.Owner, state = "active" }, new { message = "401 Unauthorized" }));
        git.MapGet("/api/v4/projects", (Asker asker, GitHost host) => Taken(asker,
            host.Repositories.Where(asker.Sees).Select(r => new { id = r.Id, path_with_namespace = r.FullName }), new { message = "401 Unauthorized" }));

        git.MapGet("/api/v1/user", (Asker asker, GitHost host) => Known(asker, token => new { id = 1, login = token.Owner },
            new { errors = default(object), message = asker.Token is null ? "token is required" : "invalid username, password or token", url = host.Address + "/api/swagger" }));
        git.MapGet("/api/v1/version", () => Answers.Json(new { version = "1.24.6" }));

        var bitbucket = git.MapGroup("/2.0").AddEndpointFilter(BitbucketEndpoints.Introduce);
        bitbucket.MapGet("/user", (Asker asker) => Known(asker, token => new { type = "user", username = token.Owner }, NotBitbucket));
        bitbucket.MapGet("/hook_events", (Asker asker) => Taken(asker, new { repository = new { }, workspace = new { } }, NotBitbucket));

        git.MapGet("/{organization}/_apis/projects", (HttpContext http, Asker asker, GitHost host, string organization) => AzureEndpoints.SignedIn(http, asker, host) ?? Answers.Json(new
        {
            count = host.Repositories.Count(r => r.Owner == organization && asker.Sees(r)),
            value = host.Repositories.Where(r => r.Owner == organization && asker.Sees(r)).Select(r => new { name = r.Name, visibility = r.IsPrivate ? "private" : "public" }),
        }));
    }

    private static object NoToken => new { message = "Requires authentication", documentation_url = "https://docs.github.com/rest", status = "401" };

    private static object BadToken => new { message = "Bad credentials", documentation_url = "https://docs.github.com/rest", status = "401" };

    private static object NotBitbucket => new { type = "error", error = new { message = "Token is invalid, expired, or not supported for this endpoint." } };

    private static IResult Known(Asker asker, Func<Token, object> account, object refusal) => asker.Token is { } token && !asker.IsBad ? Answers.Json(account(token)) : Answers.Json(refusal, 401);

    private static IResult Taken(Asker asker, object answer, object refusal) => asker.IsBad ? Answers.Json(refusal, 401) : Answers.Json(answer);
}
