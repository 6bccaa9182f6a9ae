using System.Net;
using Markdwell.Models;
using Markdwell.Services.Sources.Network;
using Markdwell.Tests.Hosting;

namespace Markdwell.Tests.Settings;

/// <summary>The button “Test”: for each way in which a connection can fail one sentence that says what to do.</summary>
public sealed class HostTestTests : SettingsTest
{
    private const string Api = "https://git.example.com";

    [Theory]
    [InlineData(HttpStatusCode.Unauthorized, "does not take the token")]
    [InlineData(HttpStatusCode.Forbidden, "does not let it read")]
    [InlineData(HttpStatusCode.TooManyRequests, "asks to wait")]
    [InlineData(HttpStatusCode.NotFound, "Is it another kind of host?")]
    [InlineData(HttpStatusCode.Found, "sends elsewhere")]
    [InlineData(HttpStatusCode.InternalServerError, "There is no host with the name")]
    public async Task A_refusal_has_its_sentence(HttpStatusCode status, string sentence)
    {
        App.Internet.On("GET", "https://nowhere.invalid/api/v3/meta", _ => new HttpResponseMessage(status));

        Assert.Contains(sentence, await TestAsync("nowhere.invalid", HostKind.GitHub), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Faults_on_the_way_have_their_sentences()
    {
        void Fails(Exception inner) => App.Internet.On("GET", "https://localhost/api/v3/meta", HttpResponseMessage (_) => throw new HttpRequestException("no", inner));

        Fails(new PrivateAddressException("localhost", IPAddress.Loopback));
        Assert.Contains("in a private network", await TestAsync("localhost", HostKind.GitHub), StringComparison.Ordinal);
        Fails(new System.Security.Authentication.AuthenticationException("untrusted"));
        Assert.Contains("signed by itself", await TestAsync("localhost", HostKind.GitHub), StringComparison.Ordinal);
        Fails(new System.Net.Sockets.SocketException(111));
        Assert.Contains("localhost did not answer", await TestAsync("localhost", HostKind.GitHub), StringComparison.Ordinal);
        App.Internet.OnJson("GET", "https://localhost/api/v3/meta", "<html>");
        Assert.Contains("Is it another kind of host?", await TestAsync("localhost", HostKind.GitHub), StringComparison.Ordinal);
    }

    [Fact]
    public async Task GitHub_tells_how_long_a_token_lives_and_that_a_classic_one_may_write()
    {
        HttpResponseMessage Answer(string? scopes)
        {
            var response = Internet.Json("{}");
            response.Headers.Add("github-authentication-token-expiration", "2099-01-31 10:00:00 UTC");
            if (scopes is not null)
            {
                response.Headers.Add("X-OAuth-Scopes", scopes);
            }

            return response;
        }

        App.Internet.On("GET", "https://api.github.com/meta", _ => Answer(null));
        Assert.Contains("takes the token. It expires on 31 January 2099.", await TestAsync("github.com", HostKind.GitHub), StringComparison.Ordinal);
        App.Internet.On("GET", "https://api.github.com/meta", _ => Answer("read:org, repo"));
        Assert.Contains("may do more than read (repo)", await TestAsync("github.com", HostKind.GitHub), StringComparison.Ordinal);

        var connection = await AddAsync(App.Acme);
        var (_, answer) = await SendAsync(App.Acme, "test", new { id = connection.Id });
        Assert.Equal("2099-01-31", (string?)answer["expiresOn"]);
        Assert.Equal(2099, Assert.Single(await ConnectionsAsync(App.Acme)).TokenExpiresAt!.Value.Year);
    }

    [Theory]
    [InlineData("""{"scopes":["read_api"],"expires_at":"2099-01-31"}""", "takes the token. It expires on 31 January 2099.")]
    [InlineData("""{"scopes":["read_api","api"],"expires_at":null}""", "may do more than read (api).")]
    [InlineData("""{"scopes":5,"expires_at":{}}""", "It works")]
    public async Task GitLab_tells_what_a_token_may(string body, string sentence)
    {
        App.Internet.OnJson("GET", $"{Api}/api/v4/personal_access_tokens/self", body);

        Assert.Contains(sentence, await TestAsync("git.example.com", HostKind.GitLab), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_may_read_repositories_and_nothing_else_is_right()
    {
        App.Internet.OnJson("GET", $"{Api}/api/v1/user", "{}", HttpStatusCode.Forbidden);
        App.Internet.OnJson("GET", $"{Api}/api/v1/repos/acme/docs", "{}");
        Assert.Contains("It works", await TestAsync("git.example.com", HostKind.Gitea, "acme/docs"), StringComparison.Ordinal);

        App.Internet.OnJson("GET", $"{Api}/api/v1/repos/acme/docs", "{}", HttpStatusCode.Forbidden);
        Assert.Contains("does not let it read", await TestAsync("git.example.com", HostKind.Gitea, "acme/docs"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_named_repository_is_asked_for()
    {
        App.Internet.OnJson("GET", $"{Api}/api/v4/personal_access_tokens/self", "{}");
        App.Internet.OnJson("GET", $"{Api}/api/v4/projects/acme%2Fdocs", "{}");
        App.Internet.OnJson("GET", $"{Api}/api/v4/projects/acme%2Fteam%2Fmissing", "{}", HttpStatusCode.NotFound);

        Assert.Contains("has no repository acme/team/missing", await TestAsync("git.example.com", HostKind.GitLab, "acme/docs\nacme/team/missing\nacme/*"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Azure_DevOps_shows_a_page_to_log_in_where_others_refuse()
    {
        Assert.Contains("can be tested only with a repository", await TestAsync("dev.azure.com", HostKind.AzureDevOps), StringComparison.Ordinal);
        App.Internet.On("GET", "https://dev.azure.com/acme/My%20Project/_apis/git/repositories/docs", _ => new HttpResponseMessage { Content = new StringContent("<html>Sign in") });
        Assert.Contains("does not take the token", await TestAsync("dev.azure.com", HostKind.AzureDevOps, "acme/My Project/docs"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bitbucket_tells_what_a_token_may()
    {
        App.Internet.On("GET", "https://api.bitbucket.org/2.0/user", _ =>
        {
            var response = Internet.Json("{}");
            response.Headers.Add("x-oauth-scopes", "repository:write, account");
            return response;
        });

        Assert.Contains("may do more than read (repository:write)", await TestAsync("bitbucket.org", HostKind.Bitbucket), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_without_an_API_only_has_to_answer()
    {
        App.Internet.OnJson("GET", $"{Api}/", "no", HttpStatusCode.NotFound);
        Assert.Contains("It works", await TestAsync("git.example.com", HostKind.Web), StringComparison.Ordinal);
        App.Internet.OnJson("GET", $"{Api}/", "no", HttpStatusCode.Unauthorized);
        Assert.Contains("does not take the token", await TestAsync("git.example.com", HostKind.Web), StringComparison.Ordinal);
        Assert.Contains("wants a token", await TestAsync("git.example.com", HostKind.Web, token: ""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_has_ended_is_known_as_such()
    {
        App.Internet.OnJson("GET", $"{Api}/api/v3/meta", "{}", HttpStatusCode.Unauthorized);

        Assert.Contains("The token has expired", await TestAsync("git.example.com", HostKind.GitHub, expiresOn: "2020-01-31"), StringComparison.Ordinal);
    }

    private async Task<string> TestAsync(string host, HostKind kind, string repositories = "", string token = Secret, string expiresOn = "")
    {
        var (status, answer) = await SendAsync(App.Acme, "test", new { name = "Docs", host, kind = kind.ToString(), token, repositories, tokenExpiresOn = expiresOn });
        Assert.True(status == 200, answer.ToJsonString());
        return (string)answer["sentence"]!;
    }
}
