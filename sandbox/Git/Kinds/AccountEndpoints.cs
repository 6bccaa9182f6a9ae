namespace Markdwell.Sandbox.Git.Kinds;

/// <summary>Whom a token belongs to: what each kind is asked to see whether it is any good.</summary>
internal static class AccountEndpoints
{
    public static void Map(IEndpointRouteBuilder git)
    {
        git.MapGet("/api/v3/user", (Asker asker) => Known(asker, token => new { login = token.Owner, id = 1, type = "User" },
            new { message = asker.Token is null ? "Requires authentication" : "Bad credentials", documentation_url = "https://docs.github.com/rest", status = "401" }));
        git.MapGet("/api/v4/user", (Asker asker) => Known(asker, token => new { id = 1, username = token.Owner, state = "active" }, new { message = "401 Unauthorized" }));
        git.MapGet("/api/v1/user", (Asker asker, GitHost host) => Known(asker, token => new { id = 1, login = token.Owner },
            new { errors = default(object), message = asker.Token is null ? "token is required" : "invalid username, password or token", url = host.Address + "/api/swagger" }));
        git.MapGet("/2.0/user", (Asker asker) => Known(asker, token => new { type = "user", username = token.Owner },
            new { type = "error", error = new { message = "Token is invalid, expired, or not supported for this endpoint." } }));
        git.MapGet("/{organization}/_apis/connectionData", (Asker asker) => Known(asker, token => new { authenticatedUser = new { providerDisplayName = token.Owner } }, new { }));
        git.MapGet("/api/v1/version", () => Answers.Json(new { version = "1.24.6" }));
        git.MapGet("/api/v3/rate_limit", (Asker asker) => Answers.Json(new { rate = new { limit = asker.Token is null ? 60 : 5000, remaining = 59 } }));
    }

    private static IResult Known(Asker asker, Func<Token, object> account, object refusal) =>
        asker.Token is { } token && !asker.IsBad ? Answers.Json(account(token)) : Answers.Json(refusal, 401);
}
