using System.Net;
using System.Text;
using Markdwell.Models;
using Markdwell.Services.Sources.Network;
using Markdwell.Tests.Hosting;

namespace Markdwell.Tests.Sources.Git;

/// <summary>What each kind of host is asked, and what is made of its answers, as its documentation describes them.</summary>
public sealed class GitHostTests
{
    private const string Commit = "3f2c1a0b9d8e7f6a5b4c3d2e1f0a9b8c7d6e5f4a";

    private const string GitHubJson = $$"""[{"sha":"{{Commit}}","commit":{"author":{"date":"2026-11-01T00:00:00Z"},"committer":{"date":"2026-11-20T08:00:00Z"},"message":"x"} }]""";
    private const string GitLabJson = $$"""[{"id":"{{Commit}}","short_id":"3f2c1a0b","committed_date":"2026-11-20T10:00:00.000+02:00"}]""";
    private const string BitbucketJson = $$"""{"values":[{"hash":"{{Commit}}","date":"2026-11-20T08:00:00+00:00"}] }""";
    private const string GiteaJson = $$"""[{"sha":"{{Commit}}","created":"2026-11-20T08:00:00Z","commit":{"message":"x"} }]""";
    private const string AzureJson = $$"""{"count":1,"value":[{"commitId":"{{Commit}}","committer":{"name":"A","date":"2026-11-20T08:00:00Z"} }] }""";

    public static TheoryData<HostKind, string, string, string, string, string, string> Hosts() => new()
    {
        {
            HostKind.GitHub, "github.com", "https://github.com/acme/docs/blob/feature%2Fx/a%20b%23.md", GitHubJson,
            "https://api.github.com/repos/acme/docs/commits?path=a%20b%23.md&sha=feature%2Fx&per_page=1",
            $"https://api.github.com/repos/acme/docs/contents/a%20b%23.md?ref={Commit}",
            "https://github.com/acme/docs/blob/feature/x/a%20b%23.md"
        },
        {
            HostKind.GitHub, "acme.ghe.com", "https://acme.ghe.com/acme/docs/blob/main/a.md", GitHubJson,
            "https://api.acme.ghe.com/repos/acme/docs/commits?path=a.md&sha=main&per_page=1",
            $"https://api.acme.ghe.com/repos/acme/docs/contents/a.md?ref={Commit}",
            "https://acme.ghe.com/acme/docs/blob/main/a.md"
        },
        {
            HostKind.GitHub, "ghe.example.com:8443", "https://ghe.example.com:8443/acme/docs", GitHubJson,
            "https://ghe.example.com:8443/api/v3/repos/acme/docs/commits?path=README.md&sha=HEAD&per_page=1",
            $"https://ghe.example.com:8443/api/v3/repos/acme/docs/contents/README.md?ref={Commit}",
            "https://ghe.example.com:8443/acme/docs/blob/HEAD/README.md"
        },
        {
            HostKind.GitLab, "gitlab.com", "https://gitlab.com/acme/sub/docs/-/blob/feature%2Fx/guide/a b.md", GitLabJson,
            "https://gitlab.com/api/v4/projects/acme%2Fsub%2Fdocs/repository/commits?path=guide%2Fa%20b.md&ref_name=feature%2Fx&per_page=1",
            $"https://gitlab.com/api/v4/projects/acme%2Fsub%2Fdocs/repository/files/guide%2Fa%20b.md/raw?ref={Commit}",
            "https://gitlab.com/acme/sub/docs/-/blob/feature/x/guide/a%20b.md"
        },
        {
            HostKind.Bitbucket, "bitbucket.org", "https://bitbucket.org/acme/docs/src/feature%2Fx/guide/a.md", BitbucketJson,
            "https://api.bitbucket.org/2.0/repositories/acme/docs/commits?include=feature%2Fx&path=guide%2Fa.md&pagelen=1&fields=values.hash,values.date",
            $"https://api.bitbucket.org/2.0/repositories/acme/docs/src/{Commit}/guide/a.md",
            "https://bitbucket.org/acme/docs/src/feature%2Fx/guide/a.md"
        },
        {
            HostKind.Gitea, "codeberg.org", "https://codeberg.org/acme/docs/src/branch/main/a.md", GiteaJson,
            "https://codeberg.org/api/v1/repos/acme/docs/commits?path=a.md&sha=main&limit=1&stat=false&verification=false&files=false",
            $"https://codeberg.org/api/v1/repos/acme/docs/raw/a.md?ref={Commit}",
            "https://codeberg.org/acme/docs/src/main/a.md"
        },
        {
            HostKind.Gitea, "git.example.com", "https://git.example.com/acme/docs", GiteaJson,
            "https://git.example.com/api/v1/repos/acme/docs/commits?path=README.md&limit=1&stat=false&verification=false&files=false",
            $"https://git.example.com/api/v1/repos/acme/docs/raw/README.md?ref={Commit}",
            "https://git.example.com/acme/docs/src/HEAD/README.md"
        },
        {
            HostKind.AzureDevOps, "dev.azure.com", "https://dev.azure.com/acme/My%20Project/_git/docs?path=/a%20b.md&version=GTv1%2B2", AzureJson,
            "https://dev.azure.com/acme/My%20Project/_apis/git/repositories/docs/commits?searchCriteria.itemPath=%2Fa%20b.md&searchCriteria.itemVersion.versionType=tag&searchCriteria.itemVersion.version=v1%2B2&searchCriteria.$top=1&api-version=6.0",
            $"https://dev.azure.com/acme/My%20Project/_apis/git/repositories/docs/items?path=%2Fa%20b.md&versionDescriptor.versionType=commit&versionDescriptor.version={Commit}&api-version=6.0",
            "https://dev.azure.com/acme/My%20Project/_git/docs?path=%2Fa%20b.md&version=GTv1%2B2"
        },
        {
            HostKind.AzureDevOps, "acme.visualstudio.com", "https://acme.visualstudio.com/Project/_git/docs?path=/a.md", AzureJson,
            "https://dev.azure.com/acme/Project/_apis/git/repositories/docs/commits?searchCriteria.itemPath=%2Fa.md&searchCriteria.$top=1&api-version=6.0",
            $"https://dev.azure.com/acme/Project/_apis/git/repositories/docs/items?path=%2Fa.md&versionDescriptor.versionType=commit&versionDescriptor.version={Commit}&api-version=6.0",
            "https://dev.azure.com/acme/Project/_git/docs?path=%2Fa.md"
        },
    };

    [Theory, MemberData(nameof(Hosts))]
    public async Task A_host_is_asked_for_the_last_commit_and_for_the_file_at_that_commit(
        HostKind kind, string host, string address, string json, string commits, string content, string view)
    {
        using var stand = await SourceStand.CreateAsync();
        await stand.ConnectAsync(stand.Acme, kind, host);
        stand.App.Internet.OnJson("GET", commits.Split('?')[0], json);
        stand.App.Internet.On("GET", content.Split('?')[0], _ => new HttpResponseMessage { Content = new StringContent("# Hello", Encoding.UTF8, "text/plain") });

        var file = await stand.FindAsync(address);

        Assert.Equal(FetchOutcome.Ok, file.Outcome);
        Assert.Equal("# Hello", file.Copy!.Text.Text);
        Assert.Equal((Commit, view, (string?)null), (file.Copy.Provenance.Revision!, file.Copy.Provenance.ViewUrl!, file.Copy.Provenance.Connection));
        Assert.Equal(new DateTime(2026, 11, 20, 8, 0, 0, DateTimeKind.Utc), file.Copy.Provenance.RevisedAt);
        Assert.Equal([commits, content], stand.App.Internet.Calls.Where(call => call.Method == "GET" && !call.Uri.Host.StartsWith("keys", StringComparison.Ordinal)).Select(call => call.Uri.AbsoluteUri));
    }

    [Theory]
    [InlineData(HostKind.GitHub, "https://api.github.com/repos/acme/docs/commits", "github.com", "https://github.com/acme/docs/blob/main/a.md")]
    [InlineData(HostKind.GitLab, "https://gitlab.com/api/v4/projects/acme%2Fdocs/repository/commits", "gitlab.com", "https://gitlab.com/acme/docs/-/blob/main/a.md")]
    [InlineData(HostKind.Bitbucket, "https://api.bitbucket.org/2.0/repositories/acme/docs/commits", "bitbucket.org", "https://bitbucket.org/acme/docs/src/main/a.md")]
    [InlineData(HostKind.Gitea, "https://codeberg.org/api/v1/repos/acme/docs/commits", "codeberg.org", "https://codeberg.org/acme/docs/src/branch/main/a.md")]
    [InlineData(HostKind.AzureDevOps, "https://dev.azure.com/acme/docs/_apis/git/repositories/docs/commits", "dev.azure.com", "https://dev.azure.com/acme/_git/docs?path=/a.md")]
    public async Task An_answer_that_no_host_promises_is_malformed_and_no_fault_of_ours(HostKind kind, string commits, string host, string address)
    {
        using var stand = await SourceStand.CreateAsync();
        await stand.ConnectAsync(stand.Acme, kind, host);
        string[] answers =
        [
            "", "null", "true", "17", "{}", "\"x\"", "[null]", "[{}]", "[[]]", "<html>", "{\"values\":{}}", "{\"values\":[{}]}", "{\"value\":[{\"commitId\":1}]}", "{\"value\":null}",
            "[{\"sha\":\"../../x\",\"id\":\"../../x\",\"committed_date\":\"x\",\"created\":\"x\",\"commit\":{\"committer\":{\"date\":\"x\"}}}]",
            "[{\"sha\":7,\"id\":7,\"committed_date\":7,\"created\":7,\"commit\":null}]", new string('[', 5000),
        ];
        foreach (var answer in answers)
        {
            stand.App.Internet.OnJson("GET", commits, answer);

            var file = await stand.FindAsync(address, askNow: true);

            Assert.True(file.Outcome == FetchOutcome.Malformed, $"{answer}: {file.Outcome}");
        }
    }

    [Theory]
    [InlineData(HostKind.GitHub, "https://api.github.com/repos/acme/docs/commits", "github.com", "https://github.com/acme/docs/blob/main/a.md", "[]")]
    [InlineData(HostKind.Bitbucket, "https://api.bitbucket.org/2.0/repositories/acme/docs/commits", "bitbucket.org", "https://bitbucket.org/acme/docs/src/main/a.md", """{"values":[]}""")]
    [InlineData(HostKind.AzureDevOps, "https://dev.azure.com/acme/docs/_apis/git/repositories/docs/commits", "dev.azure.com", "https://dev.azure.com/acme/_git/docs?path=/a.md", """{"count":0,"value":[]}""")]
    public async Task A_file_without_a_commit_is_not_there(HostKind kind, string commits, string host, string address, string json)
    {
        using var stand = await SourceStand.CreateAsync();
        await stand.ConnectAsync(stand.Acme, kind, host);
        stand.App.Internet.OnJson("GET", commits, json);

        Assert.Equal(FetchOutcome.NotFound, (await stand.FindAsync(address)).Outcome);
    }

    [Fact]
    public async Task Azure_that_sends_to_its_login_page_wants_a_token()
    {
        using var stand = await SourceStand.CreateAsync();
        await stand.ConnectAsync(stand.Acme, HostKind.AzureDevOps, "dev.azure.com");
        stand.App.Internet.On("GET", "https://dev.azure.com/acme/docs/_apis/git/repositories/docs/commits", _ =>
            new HttpResponseMessage(HttpStatusCode.Found) { Headers = { Location = new("https://spsprodeus1.vssps.visualstudio.com/_signin") } });

        Assert.Equal(FetchOutcome.Unauthorized, (await stand.FindAsync("https://dev.azure.com/acme/_git/docs?path=/a.md")).Outcome);
    }
}
