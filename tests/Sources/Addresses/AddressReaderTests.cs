using Markdwell.Models;
using Markdwell.Services.Sources.Addresses;

namespace Markdwell.Tests.Sources.Addresses;

/// <summary>What authors paste, and what is understood: <c>repository ref path</c>, with other readings behind a bar.</summary>
public sealed class AddressReaderTests
{
    private const string Commit = "3f2c1a0b9d8e7f6a5b4c3d2e1f0a9b8c7d6e5f4a";

    private static readonly Connection[] Connections =
    [
        Connection(1, HostKind.GitHub, "github.com"),
        Connection(2, HostKind.GitHub, "ghe.example.com"),
        Connection(3, HostKind.GitLab, "gitlab.com"),
        Connection(4, HostKind.Bitbucket, "bitbucket.org"),
        Connection(5, HostKind.Gitea, "codeberg.org"),
        Connection(6, HostKind.AzureDevOps, "dev.azure.com"),
        Connection(7, HostKind.Gitea, "git.example.com:8443"),
        Connection(8, HostKind.Web, "docs.example.com"),
        Connection(9, HostKind.AzureDevOps, "tfs.example.com"),
    ];

    [Theory]
    [InlineData("https://github.com/acme/docs/blob/main/README.md", "acme/docs main README.md")]
    [InlineData("  https://github.com/acme/docs/blob/main/README.md\n", "acme/docs main README.md")]
    [InlineData("https://GitHub.com/acme/docs/blob/main/README.md", "acme/docs main README.md")]
    [InlineData("https://www.github.com/acme/docs/blob/main/README.md", "acme/docs main README.md")]
    [InlineData("https://github.com/acme/docs/blob/main/README.md?plain=1", "acme/docs main README.md")]
    [InlineData("https://github.com/acme/docs/blob/main/README.md?plain=1#L10-L20", "acme/docs main README.md")]
    [InlineData("https://github.com/acme/docs/blob/main/README.md#setup", "acme/docs main README.md")]
    [InlineData("https://github.com/acme/docs/raw/main/README.md", "acme/docs main README.md")]
    [InlineData("https://github.com/acme/docs/raw/refs/heads/main/README.md", "acme/docs main README.md")]
    [InlineData("https://github.com/acme/docs/blame/main/README.md", "acme/docs main README.md")]
    [InlineData("https://github.com/acme/docs/edit/main/README.md", "acme/docs main README.md")]
    [InlineData("https://github.com/acme/docs/blob/main/docs/setup.md", "acme/docs main docs/setup.md|main/docs setup.md")]
    [InlineData("https://github.com/acme/docs/blob/feature/x/docs/setup.md", "acme/docs feature x/docs/setup.md|feature/x docs/setup.md|feature/x/docs setup.md")]
    [InlineData("https://github.com/acme/docs/blob/feature%2Fx/docs/setup.md", "acme/docs feature/x docs/setup.md")]
    [InlineData("https://github.com/acme/docs/blob/a/b/c/d/e/f.md", "acme/docs a b/c/d/e/f.md|a/b c/d/e/f.md|a/b/c d/e/f.md|a/b/c/d e/f.md")]
    [InlineData("https://github.com/acme/docs/blob/" + Commit + "/docs/setup.md", "acme/docs " + Commit + " docs/setup.md")]
    [InlineData("https://github.com/acme/docs/blob/" + Commit + "/docs/setup.md#L3", "acme/docs " + Commit + " docs/setup.md")]
    [InlineData("https://github.com/acme/docs/blob/main/My%20file%20%28new%29.md", "acme/docs main My file (new).md")]
    [InlineData("https://github.com/acme/docs/blob/main/My file.md", "acme/docs main My file.md")]
    [InlineData("https://github.com/acme/docs/blob/main/%E6%97%A5%E6%9C%AC.md", "acme/docs main 日本.md")]
    [InlineData("https://github.com/acme/docs/blob/main/日本.md", "acme/docs main 日本.md")]
    [InlineData("https://github.com/acme/docs/blob/main/100%25.md", "acme/docs main 100%.md")]
    [InlineData("https://github.com/acme/docs/blob/main/c%23.md", "acme/docs main c#.md")]
    [InlineData("https://github.com/acme/docs/blob/v1.2/CHANGELOG.md", "acme/docs v1.2 CHANGELOG.md")]
    [InlineData("https://github.com/acme/docs/tree/main", "acme/docs main README.md|main readme.md")]
    [InlineData("https://github.com/acme/docs/tree/main/guide", "acme/docs main guide/README.md|main guide/readme.md|main/guide README.md|main/guide readme.md")]
    [InlineData("https://github.com/acme/docs/tree/main/guide/", "acme/docs main guide/README.md|main guide/readme.md|main/guide README.md|main/guide readme.md")]
    [InlineData("https://github.com/acme/docs", "acme/docs HEAD README.md|HEAD readme.md")]
    [InlineData("https://github.com/acme/docs/", "acme/docs HEAD README.md|HEAD readme.md")]
    [InlineData("https://github.com/acme/docs#readme", "acme/docs HEAD README.md|HEAD readme.md")]
    [InlineData("https://github.com/acme/docs?tab=readme-ov-file", "acme/docs HEAD README.md|HEAD readme.md")]
    [InlineData("https://raw.githubusercontent.com/acme/docs/main/README.md", "acme/docs main README.md")]
    [InlineData("https://raw.githubusercontent.com/acme/docs/refs/heads/main/README.md", "acme/docs main README.md")]
    [InlineData("https://raw.githubusercontent.com/acme/docs/refs/tags/v1/README.md", "acme/docs v1 README.md")]
    [InlineData("https://raw.githubusercontent.com/acme/docs/" + Commit + "/a/b.md", "acme/docs " + Commit + " a/b.md")]
    [InlineData("https://raw.githubusercontent.com/acme/docs/main/README.md?token=GHSAT0AAA", "acme/docs main README.md")]
    [InlineData("https://media.githubusercontent.com/media/acme/docs/main/README.md", "acme/docs main README.md")]
    [InlineData("https://ghe.example.com/acme/docs/blob/main/README.md", "acme/docs main README.md")]
    [InlineData("https://ghe.example.com/raw/acme/docs/main/README.md", "acme/docs main README.md")]
    [InlineData("https://raw.ghe.example.com/acme/docs/main/README.md", "acme/docs main README.md")]
    [InlineData("https://gitlab.com/acme/docs/-/blob/main/README.md", "acme/docs main README.md")]
    [InlineData("https://gitlab.com/acme/docs/-/blob/main/README.md?ref_type=heads", "acme/docs main README.md")]
    [InlineData("https://gitlab.com/acme/docs/-/blob/main/README.md?ref_type=heads&plain=1#L4", "acme/docs main README.md")]
    [InlineData("https://gitlab.com/acme/docs/-/raw/main/README.md?inline=false", "acme/docs main README.md")]
    [InlineData("https://gitlab.com/acme/docs/-/blame/main/README.md", "acme/docs main README.md")]
    [InlineData("https://gitlab.com/acme/docs/-/edit/main/README.md", "acme/docs main README.md")]
    [InlineData("https://gitlab.com/acme/docs/blob/main/README.md", "acme/docs main README.md")]
    [InlineData("https://gitlab.com/acme/group/sub/docs/-/blob/main/README.md", "acme/group/sub/docs main README.md")]
    [InlineData("https://gitlab.com/acme/group/sub/docs/raw/main/README.md", "acme/group/sub/docs main README.md")]
    [InlineData("https://gitlab.com/acme/docs/-/tree/main", "acme/docs main README.md|main readme.md")]
    [InlineData("https://gitlab.com/acme/group/docs", "acme/group/docs HEAD README.md|HEAD readme.md")]
    [InlineData("https://gitlab.com/acme/docs/-/blob/" + Commit + "/docs/setup.md", "acme/docs " + Commit + " docs/setup.md")]
    [InlineData("https://bitbucket.org/acme/docs/src/main/README.md", "acme/docs main README.md")]
    [InlineData("https://bitbucket.org/acme/docs/raw/main/README.md", "acme/docs main README.md")]
    [InlineData("https://bitbucket.org/acme/docs/annotate/main/README.md", "acme/docs main README.md")]
    [InlineData("https://bitbucket.org/acme/docs/src/feature%2Fx/README.md", "acme/docs feature/x README.md")]
    [InlineData("https://bitbucket.org/acme/docs/src/" + Commit + "/docs/setup.md?at=feature%2Fx", "acme/docs feature/x docs/setup.md")]
    [InlineData("https://bitbucket.org/acme/docs/src/" + Commit + "/docs/setup.md?at=refs/heads/main", "acme/docs main docs/setup.md")]
    [InlineData("https://bitbucket.org/acme/docs/src/" + Commit + "/docs/setup.md", "acme/docs " + Commit + " docs/setup.md")]
    [InlineData("https://bitbucket.org/acme/docs/src/main/", "acme/docs main README.md|main readme.md")]
    [InlineData("https://bitbucket.org/acme/docs/src", "acme/docs HEAD README.md|HEAD readme.md")]
    [InlineData("https://bitbucket.org/acme/docs/", "acme/docs HEAD README.md|HEAD readme.md")]
    [InlineData("https://codeberg.org/acme/docs/src/branch/main/README.md", "acme/docs main README.md")]
    [InlineData("https://codeberg.org/acme/docs/src/tag/v1/README.md", "acme/docs v1 README.md")]
    [InlineData("https://codeberg.org/acme/docs/src/commit/" + Commit + "/docs/setup.md", "acme/docs " + Commit + " docs/setup.md")]
    [InlineData("https://codeberg.org/acme/docs/raw/branch/main/README.md", "acme/docs main README.md")]
    [InlineData("https://codeberg.org/acme/docs/media/branch/main/README.md", "acme/docs main README.md")]
    [InlineData("https://codeberg.org/acme/docs/src/branch/main/guide/", "acme/docs main guide/README.md|main guide/readme.md|main/guide README.md|main/guide readme.md")]
    [InlineData("https://codeberg.org/acme/docs/src/branch/main", "acme/docs main README.md|main readme.md")]
    [InlineData("https://codeberg.org/acme/docs/raw/main/README.md", "acme/docs main README.md")]
    [InlineData("https://codeberg.org/acme/docs", "acme/docs HEAD README.md|HEAD readme.md")]
    [InlineData("https://git.example.com:8443/acme/docs/src/branch/main/README.md", "acme/docs main README.md")]
    [InlineData("https://dev.azure.com/acme/Project/_git/docs?path=/README.md&version=GBmain", "acme/Project/docs GBmain README.md")]
    [InlineData("https://dev.azure.com/acme/Project/_git/docs?path=%2Fguide%2Fsetup.md&version=GTv1&_a=contents", "acme/Project/docs GTv1 guide/setup.md")]
    [InlineData("https://dev.azure.com/acme/Project/_git/docs?path=/guide/setup.md&version=GBfeature/x", "acme/Project/docs GBfeature/x guide/setup.md")]
    [InlineData("https://dev.azure.com/acme/Project/_git/docs?version=GC" + Commit + "&path=/a.md", "acme/Project/docs GC" + Commit + " a.md")]
    [InlineData("https://dev.azure.com/acme/Project/_git/docs?path=/a.md", "acme/Project/docs HEAD a.md")]
    [InlineData("https://dev.azure.com/acme/My%20Project/_git/docs?path=/My%20file.md", "acme/My Project/docs HEAD My file.md")]
    [InlineData("https://dev.azure.com/acme/_git/docs?path=/a.md", "acme/docs/docs HEAD a.md")]
    [InlineData("https://dev.azure.com/acme/Project/_git/docs", "acme/Project/docs HEAD README.md|HEAD readme.md")]
    [InlineData("https://acme.visualstudio.com/Project/_git/docs?path=/a.md&version=GBmain", "acme/Project/docs GBmain a.md")]
    [InlineData("https://acme.visualstudio.com/DefaultCollection/Project/_git/docs?path=/a.md", "acme/Project/docs HEAD a.md")]
    [InlineData("https://tfs.example.com/tfs/Collection/Project/_git/docs?path=/a.md", "tfs/Collection/Project/docs HEAD a.md")]
    public void An_address_of_a_file_is_understood(string text, string expected)
    {
        var address = AddressReader.Read(text, Connections, allowHttp: false);

        Assert.Null(address.Fault);
        var first = address.Files[0];
        Assert.Equal(expected, $"{first.Repository} {string.Join('|', address.Files.Select(file => $"{file.Ref} {file.Path}"))}");
        Assert.All(address.Files, file => Assert.Equal((address.Connection!.Id, address.Connection.Kind, address.Connection.Host), (file.ConnectionId, file.Kind, file.Host)));
        Assert.Equal($"{first.Host}/{first.Repository}", address.Where);
    }

    [Theory]
    [InlineData("", AddressFault.NotAnAddress)]
    [InlineData("our handbook", AddressFault.NotAnAddress)]
    [InlineData("README.md", AddressFault.NotAnAddress)]
    [InlineData("github.com/acme/docs", AddressFault.NotAnAddress)]
    [InlineData("https://", AddressFault.NotAnAddress)]
    [InlineData("https://github.com:notaport/acme/docs", AddressFault.NotAnAddress)]
    [InlineData("http://github.com/acme/docs/blob/main/README.md", AddressFault.NotHttps)]
    [InlineData("ftp://docs.example.com/a.md", AddressFault.NotHttps)]
    [InlineData("file:///etc/passwd", AddressFault.NotHttps)]
    [InlineData("javascript://docs.example.com/%0aalert(1)", AddressFault.NotHttps)]
    [InlineData("https://alice:secret@github.com/acme/docs/blob/main/README.md", AddressFault.HasPassword)]
    [InlineData("https://ghp_token@github.com/acme/docs/blob/main/README.md", AddressFault.HasPassword)]
    [InlineData("https://github.com@evil.example/acme/docs", AddressFault.HasPassword)]
    [InlineData("git@github.com:acme/docs.git", AddressFault.CloneAddress)]
    [InlineData("ssh://git@github.com/acme/docs.git", AddressFault.CloneAddress)]
    [InlineData("git://github.com/acme/docs", AddressFault.CloneAddress)]
    [InlineData("https://github.com/acme/docs.git", AddressFault.CloneAddress)]
    [InlineData("https://github.com/", AddressFault.NoFile)]
    [InlineData("https://github.com/acme", AddressFault.NoFile)]
    [InlineData("https://github.com/acme%2Fdocs%2Fpulls/1/blob/main/README.md", AddressFault.NoFile)]
    [InlineData("https://github.com/acme/docs%2Fpulls%2F1", AddressFault.NoFile)]
    [InlineData("https://bitbucket.org/acme%2Fdocs/pullrequests/src/main/README.md", AddressFault.NoFile)]
    [InlineData("https://codeberg.org/acme/docs%2Fissues/src/branch/main/README.md", AddressFault.NoFile)]
    [InlineData("https://github.com/acme/docs/issues/7", AddressFault.NoFile)]
    [InlineData("https://github.com/acme/docs/blob/main", AddressFault.NoFile)]
    [InlineData("https://github.com/acme/docs/blob/" + Commit, AddressFault.NoFile)]
    [InlineData("https://gitlab.com/acme/docs/-/issues", AddressFault.NoFile)]
    [InlineData("https://gitlab.com/acme/docs/-/", AddressFault.NoFile)]
    [InlineData("https://bitbucket.org/acme/docs/pull-requests/4", AddressFault.NoFile)]
    [InlineData("https://codeberg.org/acme/docs/releases", AddressFault.NoFile)]
    [InlineData("https://dev.azure.com/acme/Project/_workitems/edit/4", AddressFault.NoFile)]
    [InlineData("https://dev.azure.com/acme/Project/_git/docs?path=/../a.md", AddressFault.NoFile)]
    [InlineData("https://github.com/acme/docs/blob/main/../../secrets/a.md", AddressFault.UnsafePath)]
    [InlineData("https://github.com/acme/docs/blob/main/%2e%2e/%2E%2e/a.md", AddressFault.UnsafePath)]
    [InlineData("https://github.com/acme/docs/blob/main/..%2f..%2fa.md", AddressFault.UnsafePath)]
    [InlineData("https://github.com/acme/docs/blob/main/a%5c..%5cb.md", AddressFault.UnsafePath)]
    [InlineData("https://github.com/acme/docs/blob/main/a%00.md", AddressFault.UnsafePath)]
    [InlineData("https://github.com/acme/docs/blob/main/a%0d%0ab.md", AddressFault.UnsafePath)]
    [InlineData("https://docs.example.com/./../a.md", AddressFault.UnsafePath)]
    [InlineData("https://gist.github.com/alice/0123456789abcdef", AddressFault.NoConnection)]
    [InlineData("https://github.com:8443/acme/docs/blob/main/README.md", AddressFault.NoConnection)]
    [InlineData("https://git.example.com/acme/docs/src/branch/main/README.md", AddressFault.NoConnection)]
    [InlineData("https://github.com.evil.example/acme/docs/blob/main/README.md", AddressFault.NoConnection)]
    [InlineData("https://evil-github.com/acme/docs/blob/main/README.md", AddressFault.NoConnection)]
    [InlineData("https://127.0.0.1/a.md", AddressFault.NoConnection)]
    public void What_is_no_address_of_a_file_has_a_name(string text, AddressFault fault)
    {
        var address = AddressReader.Read(text, Connections, allowHttp: false);

        Assert.Equal(fault, address.Fault);
        Assert.Empty(address.Files);
        Assert.Null(address.Connection);
    }

    [Fact]
    public void On_a_host_without_repositories_the_address_is_the_file()
    {
        var address = AddressReader.Read("https://docs.example.com/handbook/setup.md?v=2", Connections, allowHttp: false);

        Assert.Equal("https://docs.example.com/handbook/setup.md?v=2", address.Url!.AbsoluteUri);
        Assert.Equal(8, address.Connection!.Id);
    }

    [Fact]
    public void A_local_stand_may_have_hosts_without_https()
    {
        Connection[] connections = [Connection(1, HostKind.Gitea, "localhost:5003")];

        Assert.Equal(AddressFault.NotHttps, AddressReader.Read("http://localhost:5003/acme/docs/raw/branch/main/a.md", connections, allowHttp: false).Fault);
        Assert.Equal("a.md", AddressReader.Read("http://localhost:5003/acme/docs/raw/branch/main/a.md", connections, allowHttp: true).Files[0].Path);
    }

    [Theory]
    [InlineData("https://github.com/acme/docs/blob/main/a.md", 3)]
    [InlineData("https://github.com/ACME/Docs/blob/main/a.md", 3)]
    [InlineData("https://github.com/acme/other/blob/main/a.md", 2)]
    [InlineData("https://github.com/acme-secrets/keys/blob/main/a.md", 1)]
    [InlineData("https://github.com/globex/docs/blob/main/a.md", 1)]
    public void The_connection_that_names_the_repository_most_closely_is_taken(string text, int expected)
    {
        Connection[] connections =
        [
            Connection(1, HostKind.GitHub, "github.com"),
            Connection(2, HostKind.GitHub, "github.com", "globex/one\nacme/*"),
            Connection(3, HostKind.GitHub, "github.com", "acme/docs"),
        ];

        Assert.Equal(expected, AddressReader.Read(text, connections, allowHttp: false).Connection!.Id);
    }

    [Theory]
    [InlineData("https://github.com/acme/docs-secret/blob/main/a.md")]
    [InlineData("https://github.com/acmeX/docs/blob/main/a.md")]
    [InlineData("https://raw.githubusercontent.com/globex/docs/main/a.md")]
    public void A_repository_that_no_connection_allows_is_refused(string text)
    {
        Connection[] connections = [Connection(1, HostKind.GitHub, "github.com", "acme/docs")];

        var address = AddressReader.Read(text, connections, allowHttp: false);

        Assert.Equal(AddressFault.RepositoryNotAllowed, address.Fault);
        Assert.StartsWith("github.com/", address.Where, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_in_another_case_are_other_repositories_where_hosts_tell_them_apart()
    {
        Connection[] connections = [Connection(1, HostKind.GitLab, "gitlab.com", "acme/docs")];

        Assert.Equal(AddressFault.RepositoryNotAllowed, AddressReader.Read("https://gitlab.com/Acme/docs/-/blob/main/a.md", connections, allowHttp: false).Fault);
    }

    private static Connection Connection(int id, HostKind kind, string host, string repositories = "") =>
        new() { Id = id, TenantId = 1, Name = $"{kind}", Kind = kind, Host = host, Repositories = repositories };
}
