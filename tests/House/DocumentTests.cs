using System.Text.RegularExpressions;
using Markdwell.Models;
using Markdwell.Services.Atlassian.Points;
using Markdwell.Services.Connect;
using Markdwell.Services.Instances;
using Markdwell.Services.Markdown;
using Markdwell.Services.Sources.Network;
using Markdwell.Services.Storage;
using Markdwell.Tests.Hosting;
using Microsoft.EntityFrameworkCore;

namespace Markdwell.Tests.House;

/// <summary>What the documents name is there.</summary>
public sealed partial class DocumentTests
{
    public static TheoryData<string> Documents() =>
        [.. ((string[])["", "docs", "benchmarks", "sandbox"])
            .SelectMany(folder => Directory.EnumerateFiles(Repository.PathOf(folder), "*.md"))
            .Select(file => Path.GetRelativePath(Repository.PathOf(), file))];

    [Theory, MemberData(nameof(Documents))]
    public void Every_path_in_a_document_exists(string document)
    {
        var text = Repository.Read(document);
        var links = Links().Matches(text).Select(match => match.Groups["path"].Value)
            .Where(path => !path.Contains(':', StringComparison.Ordinal) && !path.StartsWith('#'))
            .Select(path => Path.Combine(Path.GetDirectoryName(document)!, path.Split('#')[0]));
        var rooms = Rooms().Matches(text).Select(match => match.Groups["path"].Value);

        Assert.All(links.Concat(rooms), path => Assert.True(Path.Exists(Repository.PathOf(path)), $"{document} names {path}."));
    }

    [Fact]
    public void A_newcomer_finds_every_guide_from_the_readme()
    {
        var named = Links().Matches(Repository.Read("README.md")).Select(match => match.Groups["path"].Value.Split('#')[0]).ToHashSet(StringComparer.Ordinal);

        Assert.All(Directory.EnumerateFiles(Repository.PathOf("docs"), "*.md"), guide => Assert.Contains($"docs/{Path.GetFileName(guide)}", named));
    }

    [Fact]
    public void The_guide_to_data_lists_every_table()
    {
        using var db = new SqliteAppDbContext(new DbContextOptionsBuilder<SqliteAppDbContext>().UseSqlite("Data Source=:memory:").Options);
        var listed = Tables().Matches(Repository.Read("docs", "data.md")).SelectMany(row => row.Groups["name"].Captures).Select(name => name.Value);

        Assert.Equal(db.Model.GetEntityTypes().Select(type => type.GetTableName()!).Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_setting_in_the_readme_exists_and_every_setting_is_in_the_readme()
    {
        var named = Settings().Matches(Repository.Read("README.md")).Select(match => match.Groups["name"].Value).ToHashSet(StringComparer.Ordinal);
        var settable = typeof(ConnectOptions).GetProperties().Where(p => p.CanWrite || p.PropertyType != typeof(string) && p.PropertyType != typeof(Uri)).Select(p => "Connect__" + p.Name)
            .Concat(typeof(DatabaseOptions).GetProperties().Select(p => "Database__" + p.Name))
            .Concat(typeof(MarkdownOptions).GetProperties().Select(p => "Markdown__" + p.Name))
            .Concat(typeof(SourceOptions).GetProperties().Select(p => "Sources__" + p.Name))
            .Concat(typeof(PointsOptions).GetProperties().Select(p => "Products__" + p.Name))
            .Concat(typeof(StopOptions).GetProperties().Select(p => "Stop__" + p.Name))
            .Append("Data__Folder").Append("ConnectionStrings__SqlServer").Append("ConnectionStrings__Redis").Append("Jobs__Work");

        Assert.Equal(settable.Order(StringComparer.Ordinal), named.Order(StringComparer.Ordinal));
    }

    [GeneratedRegex(@"\]\((?<path>[^)\s]+)\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Links();

    // `Services/Connect/` and the like: a path in code marks that begins with a folder of ours.
    [GeneratedRegex(@"`(?<path>(Services|Pages|Models|Migrations|wwwroot|sandbox|tests|tests\.e2e|benchmarks|docs|script)/[\w./]*)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Rooms();

    // A row of the table may name two.
    [GeneratedRegex(@"^\| `(?<name>[A-Z]\w+)`(, `(?<name>[A-Z]\w+)`)* \|", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex Tables();

    [GeneratedRegex(@"\b(?<name>(Connect|Data|Database|ConnectionStrings|Jobs|Markdown|Products|Sources|Stop)__[A-Za-z]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Settings();
}
