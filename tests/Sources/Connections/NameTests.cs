using Markdwell.Models;
using Markdwell.Services.Sources.Connections;

namespace Markdwell.Tests.Sources.Connections;

public sealed class NameTests
{
    [Theory]
    [InlineData("github.com", "github.com")]
    [InlineData(" GitHub.COM. ", "github.com")]
    [InlineData("https://github.com/acme/docs?x=1#y", "github.com")]
    [InlineData("git.example.com:8443", "git.example.com:8443")]
    [InlineData("git.example.com:443", "git.example.com")]
    [InlineData("http://localhost:6103/", "localhost:6103")]
    [InlineData("bücher.example", "xn--bcher-kva.example")]
    [InlineData("10.1.2.3", "10.1.2.3")]
    [InlineData("[::1]:3000", "[::1]:3000")]
    public void A_host_has_one_spelling(string text, string host) => Assert.Equal(host, HostName.Normalise(text));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("https://")]
    [InlineData("bob@github.com")]
    [InlineData("javascript://github.com")]
    [InlineData("file:///etc/passwd")]
    [InlineData("git hub.com")]
    [InlineData("*.example.com")]
    [InlineData("github.com:0")]
    [InlineData("github.com:99999")]
    [InlineData("a..b")]
    public void What_is_no_host_is_refused(string? text) => Assert.Null(HostName.Normalise(text));

    [Theory]
    [InlineData(HostKind.GitHub, " acme/docs.git \r\n\r\n/acme/*/\nacme/docs", "acme/docs\nacme/*")]
    [InlineData(HostKind.GitLab, "https://git.example.com/acme/team/docs", "acme/team/docs")]
    [InlineData(HostKind.AzureDevOps, "https://git.example.com/acme/My%20Project/_git/docs\nacme/*", "acme/My Project/docs\nacme/*")]
    [InlineData(HostKind.Web, "", "")]
    public void Repositories_are_kept_as_their_host_writes_them(HostKind kind, string text, string lines) =>
        Assert.Equal((lines, null), RepositoryNames.Normalise(text, kind, "git.example.com"));

    [Theory]
    [InlineData(HostKind.GitHub, "acme")]
    [InlineData(HostKind.GitHub, "*")]
    [InlineData(HostKind.GitHub, "acme/team/docs")]
    [InlineData(HostKind.GitHub, "acme//docs")]
    [InlineData(HostKind.GitLab, "acme/../docs")]
    [InlineData(HostKind.GitLab, "acme/*/docs")]
    [InlineData(HostKind.GitLab, "acme/docs?x")]
    [InlineData(HostKind.AzureDevOps, "acme/docs")]
    [InlineData(HostKind.Web, "acme/docs")]
    public void What_names_no_repository_is_told(HostKind kind, string line) =>
        Assert.Equal(line, RepositoryNames.Normalise(line, kind, "git.example.com").Wrong);
}
