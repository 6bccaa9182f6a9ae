using Microsoft.AspNetCore.Mvc;

namespace Markdwell.Sandbox.Git.Kinds;

/// <summary>Azure DevOps. A repository here is the default one of a project with the same name; its owner is the organisation.</summary>
internal static class AzureEndpoints
{
    public static void Map(IEndpointRouteBuilder git)
    {
        var repository = git.MapGroup("/{organization}/{project}/_apis/git/repositories/{name}");
        repository.MapGet("", (HttpContext http, Asker asker, GitHost host, string organization, string name) => With(http, asker, host, organization, name, repository => Answers.Json(new
        {
            id = $"00000000-0000-0000-0000-{repository.Id:D12}",
            name = repository.Name,
            defaultBranch = "refs/heads/" + Repository.DefaultBranch,
            webUrl = $"{host.Address}/{organization}/{repository.Name}/_git/{repository.Name}",
        })));
        repository.MapGet("/commits", Commits);
        repository.MapGet("/items", Item);
    }

    private static IResult Commits(HttpContext http, Asker asker, GitHost host, string organization, string name, [AsParameters] Criteria criteria) =>
        With(http, asker, host, organization, name, repository =>
        {
            if (Find(repository, criteria.Version, criteria.VersionType) is not { } commit)
            {
                return repository.IsEmpty ? Answers.Json(new { count = 0, value = Array.Empty<object>() }) : NoVersion(repository, criteria.Version, criteria.VersionType);
            }
            var history = Repository.History(commit, criteria.Path).Skip(criteria.Skip ?? 0).Take(criteria.Top ?? criteria.ShortTop ?? 100).ToList();
            return Answers.Json(new { count = history.Count, value = history.Select(c => Describe(http, host, repository, c)) });
        });

    private static IResult Item(HttpContext http, Asker asker, GitHost host, string organization, string name, string? path, string? scopePath, [AsParameters] Descriptor version) =>
        With(http, asker, host, organization, name, repository =>
        {
            var wanted = path ?? scopePath ?? "/";
            if (Find(repository, version.Version, version.VersionType) is not { } commit)
            {
                return NoVersion(repository, version.Version, version.VersionType);
            }
            if (commit.Files.GetValueOrDefault(wanted.TrimStart('/')) is not { } blob)
            {
                return Refuse(404, "GitItemNotFoundException",
                    $"TF401174: The item '{wanted}' could not be found in the repository '{repository.Name}' at the version specified by '<{version.VersionType ?? "Branch"}: {version.Version} >' (resolved to commit '{commit.Id}')");
            }
            // A script that says nothing gets the file; one that says JSON gets what is known about it.
            return (version.Format ?? http.Request.Headers.Accept.ToString()).Contains("json", StringComparison.OrdinalIgnoreCase)
                ? Answers.Json(new { objectId = blob.Id, gitObjectType = "blob", commitId = commit.Id, path = "/" + wanted.TrimStart('/'), url = http.Request.Path.Value })
                : Answers.File(blob, string.Equals(version.Format, "octetStream", StringComparison.OrdinalIgnoreCase) ? "application/octet-stream" : Answers.MediaType(wanted));
        });

    private static IResult With(HttpContext http, Asker asker, GitHost host, string organization, string name, Func<Repository, IResult> answer)
    {
        if (asker.Token is not null && SignedIn(http, asker, host) is { } refusal)
        {
            return refusal;
        }
        var repository = host.Find(organization, name);
        if (repository is not null && asker.Sees(repository))
        {
            return answer(repository);
        }
        return SignedIn(http, asker, host) ?? Refuse(404, "GitRepositoryNotFoundException", $"TF401019: The Git repository with name or identifier {name} does not exist or you do not have permissions for the operation you are attempting.");
    }

    /// <returns>Null for who brings a good token.</returns>
    public static IResult? SignedIn(HttpContext http, Asker asker, GitHost host)
    {
        if (asker.Token is null)
        {
            // What is hidden and what is not there are not told apart: sign in first. It is no error, says the status.
            return Results.Text("<!doctype html><html lang=\"en-US\"><head><title>Azure DevOps Services | Sign In</title></head><body></body></html>", "text/html; charset=utf-8", statusCode: 203);
        }
        if (!asker.IsBad && asker.Token.MayRead)
        {
            return null;
        }
        http.Response.Headers.WWWAuthenticate = $"Basic realm=\"{host.Address}/\"";
        http.Response.Headers["X-TFS-ServiceError"] = asker.Token.IsExpired ? "Access%20Denied%3A%20The%20Personal%20Access%20Token%20used%20has%20expired." : "";
        return Results.Text("", "text/html; charset=utf-8", statusCode: 401);
    }

    private static Commit? Find(Repository repository, string? version, string? type) => type?.ToUpperInvariant() switch
    {
        "COMMIT" => repository.ById(version),
        "TAG" => repository.Tags.GetValueOrDefault(version ?? ""),
        _ => repository.Branches.GetValueOrDefault(version ?? Repository.DefaultBranch),
    };

    private static IResult NoVersion(Repository repository, string? version, string? type) => Refuse(404, "GitUnresolvableToCommitException",
        $"TF401175:The version descriptor <{type ?? "Branch"}: {version} > could not be resolved to a version in the repository {repository.Name}");

    private static IResult Refuse(int status, string key, string message) => Answers.Json(new Dictionary<string, object?>(StringComparer.Ordinal)
    {
        ["$id"] = "1",
        ["innerException"] = null,
        ["message"] = message,
        ["typeName"] = $"Microsoft.TeamFoundation.Git.Server.{key}, Microsoft.TeamFoundation.Git.Server",
        ["typeKey"] = key,
        ["errorCode"] = 0,
        ["eventId"] = 3000,
    }, status);

    private static object Describe(HttpContext http, GitHost host, Repository repository, Commit commit)
    {
        var who = new { name = Commit.Author, email = Commit.Email, date = commit.At.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ") };
        return new
        {
            commitId = commit.Id,
            author = who,
            committer = who,
            comment = commit.Message,
            changeCounts = new { Add = 0, Edit = 1, Delete = 0 },
            url = $"{host.Address}{http.Request.Path}/{commit.Id}",
            remoteUrl = $"{host.Address}/{repository.Owner}/{repository.Name}/_git/{repository.Name}/commit/{commit.Id}",
        };
    }

    /// <summary>Both forms of the names are taken, with the prefix and without.</summary>
    private sealed record Criteria(
        [property: FromQuery(Name = "searchCriteria.itemPath")] string? Path,
        [property: FromQuery(Name = "searchCriteria.itemVersion.version")] string? Version,
        [property: FromQuery(Name = "searchCriteria.itemVersion.versionType")] string? VersionType,
        [property: FromQuery(Name = "searchCriteria.$top")] int? Top,
        [property: FromQuery(Name = "$top")] int? ShortTop,
        [property: FromQuery(Name = "searchCriteria.$skip")] int? Skip);

    private sealed record Descriptor(
        [property: FromQuery(Name = "versionDescriptor.version")] string? Version,
        [property: FromQuery(Name = "versionDescriptor.versionType")] string? VersionType,
        [property: FromQuery(Name = "$format")] string? Format);
}
