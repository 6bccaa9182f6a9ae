using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;
using Markdwell.Models;
using Markdwell.Services.Markdown;
using Markdwell.Services.Sources.Addresses;
using Markdwell.Services.Sources.Links;
using Markdwell.Tests.Hosting;

namespace Markdwell.Tests.Sources.Links;

/// <summary>The table in readme.md says where a README's addresses lead; each of its rows is a test.</summary>
public sealed partial class GitLinksTests
{
    private static readonly MarkdownRenderer Renderer = new(new MarkdownLimits { Time = TimeSpan.FromMinutes(1) });

    private static readonly GitBase Readme = new(new GitFile(1, HostKind.GitHub, "github.com", "acme/docs", "main", "docs/guide/README.md"), "c0ffee0000000000000000000000000000000000");

    public static TheoryData<string, string, string> Rows()
    {
        var data = new TheoryData<string, string, string>();
        foreach (Match row in Row().Matches(Repository.Read("tests", "Sources", "Links", "readme.md")))
        {
            data.Add(row.Groups["form"].Value, row.Groups["text"].Value.Replace("{U+000A}", "\n", StringComparison.Ordinal), row.Groups["url"].Value.Trim('`'));
        }

        return data;
    }

    [Fact]
    public void There_are_at_least_40() => Assert.True(Rows().Count >= 40, $"{Rows().Count}");

    [Theory]
    [MemberData(nameof(Rows))]
    public void It_leads_where_the_table_says(string form, string text, string url)
    {
        var links = Links(Readme);

        var html = Encoding.UTF8.GetString(Renderer.Render(text, "md-", (address, use) => Answer(links, address, use)).Html.Span);

        var element = new HtmlParser().ParseDocument(html).QuerySelector("a[href], img[src]");
        Assert.True((element?.GetAttribute("href") ?? element?.GetAttribute("src") ?? "–") == url, $"{form}: {html}");
    }

    [Theory]
    [InlineData(HostKind.GitHub, "github.com", "https://github.com/acme/docs/blob/main/docs/a.md?plain=1#L1")]
    [InlineData(HostKind.GitLab, "gitlab.com", "https://gitlab.com/acme/docs/-/blob/main/docs/a.md?plain=1#L1")]
    [InlineData(HostKind.Bitbucket, "bitbucket.org", "https://bitbucket.org/acme/docs/src/main/docs/a.md?plain=1#L1")]
    public void A_link_leads_to_the_page_of_its_host(HostKind kind, string host, string url)
    {
        var file = Readme.File with { Kind = kind, Host = host };

        Assert.Equal(url, Links(Readme with { File = file }).Link("../a.md?plain=1#L1"));
    }

    [Theory]
    [InlineData(HostKind.GitHub, "github.com", "https://github.com/acme/docs/tree/main")]
    [InlineData(HostKind.GitLab, "gitlab.com", "https://gitlab.com/acme/docs/-/tree/main")]
    [InlineData(HostKind.Bitbucket, "bitbucket.org", "https://bitbucket.org/acme/docs/src/main")]
    public void A_link_to_the_repository_itself_leads_to_its_folder(HostKind kind, string host, string url)
    {
        var file = Readme.File with { Kind = kind, Host = host };

        Assert.Equal(url, Links(Readme with { File = file }).Link("../../"));
    }

    [Fact]
    public void Whatever_an_answer_depends_on_is_in_the_fingerprint()
    {
        var prints = new[]
        {
            Readme, Readme with { Revision = "other" }, Readme with { File = Readme.File with { Ref = "other" } }, Readme with { File = Readme.File with { Path = "README.md" } },
            Readme with { File = Readme.File with { Repository = "acme/other" } }, Readme with { File = Readme.File with { ConnectionId = 2 } },
        }.Select(origin => Links(origin).Fingerprint).Append(Links(Readme, "other pages").Fingerprint).ToList();

        Assert.Equal(prints.Count, prints.Distinct(StringComparer.Ordinal).Count());
    }

    private static GitLinks Links(GitBase origin, string pagesFingerprint = "pages") => new(
        origin,
        new Dictionary<string, string>(StringComparer.Ordinal) { ["docs/known.md"] = "4711" },
        pagesFingerprint,
        [new Connection { Id = 1, Name = "GitHub", Kind = HostKind.GitHub, Host = "github.com" }],
        "https://acme.atlassian.net/wiki",
        View);

    private static string View(GitFile file) => file.Kind switch
    {
        HostKind.GitLab => new Services.Sources.Git.GitLabHost().View("https://" + file.Host, file),
        HostKind.Bitbucket => new Services.Sources.Git.BitbucketHost().View("https://" + file.Host, file),
        _ => new Services.Sources.Git.GitHubHost().View("https://" + file.Host, file),
    };

    private static string? Answer(GitLinks links, string url, UrlUse use) =>
        use == UrlUse.Link ? links.Link(url)
        : links.Picture(url) is { } picture ? "/pictures/" + string.Join('/', picture.Path.Split('/').Select(Uri.EscapeDataString))
        : null;

    [GeneratedRegex(@"^\| (?<form>[^|]+) \| `(?<text>[^`]+)` \| (?<url>`[^`]+`|–) \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Row();
}
