using System.Text.RegularExpressions;
using Markdwell.Tests.Hosting;

namespace Markdwell.Tests.House;

/// <summary>Rooms know only rooms below them. Read from the using lines and the full names in the source itself.</summary>
public sealed partial class DirectionTests
{
    private static readonly Dictionary<string, string[]> MayKnow = new(StringComparer.Ordinal)
    {
        ["Models"] = [],
        ["Services.Markdown"] = [],
        ["Services.Instances"] = ["Models"],
        ["Services.Connect"] = ["Models", "Services.Instances"],
        ["Services.Observing"] = ["Services.Connect"],
        ["Services.Operating"] = ["Services.Storage"],
        ["Services.Storage"] = ["Models", "Services.Connect", "Services.Instances"],
        ["Services.Atlassian"] = ["Models", "Services.Connect"],
        ["Services.Sources"] = ["Models", "Services.Instances", "Services.Atlassian", "Services.Storage", "Services.Jobs"],
        ["Services.Notes"] = ["Models", "Services.Atlassian", "Services.Storage", "Services.Markdown"],
        ["Services.Jobs"] = ["Models", "Services.Storage"],
        ["Services.Settings"] = ["Models", "Services.Instances", "Services.Storage", "Services.Markdown"],
        ["Services.Reports"] = ["Models", "Services.Atlassian", "Services.Storage", "Services.Jobs", "Services.Notes"],
        ["Services.Reactions"] = ["Models", "Services.Atlassian", "Services.Jobs", "Services.Sources", "Services.Settings"],
        ["Services.Accounts"] = ["Models", "Services.Atlassian", "Services.Storage"],
        ["Services.Retention"] = ["Models", "Services.Instances", "Services.Connect", "Services.Storage", "Services.Settings"],
        ["Services.Webhooks"] =
            ["Models", "Services.Connect", "Services.Atlassian", "Services.Storage", "Services.Jobs", "Services.Settings", "Services.Sources", "Services.Notes", "Services.Reports", "Services.Reactions"],
        ["Pages"] =
        [
            "Models", "Services.Instances", "Services.Connect", "Services.Atlassian", "Services.Sources", "Services.Notes", "Services.Markdown", "Services.Jobs", "Services.Settings", "Services.Reports",
            "Services.Retention", "Services.Webhooks", "Services.Observing",
        ],
    };

    [Fact]
    public void No_room_looks_up()
    {
        var found = 0;
        foreach (var (room, allowed) in MayKnow)
        {
            var files = Directory.EnumerateFiles(Repository.PathOf(room.Split('.')), "*.cs*", SearchOption.AllDirectories).ToList();
            Assert.NotEmpty(files);
            foreach (var file in files)
            {
                foreach (Match mention in Rooms().Matches(File.ReadAllText(file)))
                {
                    var other = mention.Groups["room"].Value;
                    found++;
                    Assert.True(other == room || allowed.Contains(other, StringComparer.Ordinal), $"{Path.GetRelativePath(Repository.PathOf(), file)} knows {other}.");
                }
            }
        }

        Assert.True(found > 50, "The pattern finds nothing any more.");
    }

    [Fact]
    public void Every_room_has_its_rule()
    {
        var rooms = Directory.EnumerateDirectories(Repository.PathOf("Services")).Select(folder => "Services." + Path.GetFileName(folder));

        Assert.All(rooms, room => Assert.Contains(room, MayKnow.Keys));
    }

    [Fact]
    public void The_sandbox_knows_nothing_of_ours()
    {
        var project = Repository.Read("sandbox", "Markdwell.Sandbox.csproj");

        Assert.DoesNotContain("ProjectReference", project, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"Markdwell\.(?<room>Models|Pages|Services\.\w+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Rooms();
}
