using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Markdwell.Sandbox.Git;

namespace Markdwell.Sandbox.Sites;

/// <summary>What is on the sites at the start: <c>seed.json</c>, the texts beside it, and real READMEs out of <c>node_modules</c>.</summary>
internal sealed class Seed(string contentRoot, string? nodeModules, string gitHost)
{
    private readonly JsonElement json = JsonDocument.Parse(File.ReadAllText(Path.Combine(contentRoot, "seed.json")).Replace("{git}", gitHost, StringComparison.Ordinal)).RootElement;

    public void Fill(Site site)
    {
        var mine = json.GetProperty(site.Key);
        var space = Get<Space>(mine, "space")!;
        foreach (var project in Get<Project[]>(mine, "projects")!)
        {
            site.Add(project);
        }
        foreach (var page in mine.GetProperty("pages").EnumerateArray())
        {
            site.Add(Page(page, space));
        }
        foreach (var issue in mine.GetProperty("issues").EnumerateArray())
        {
            site.Add(Issue(issue, site.Projects.Find(p => Get<string>(issue, "key")!.StartsWith(p.Key + "-", StringComparison.Ordinal))!));
        }
    }

    // Macro ids are new each time. An app may keep a text under page, version and macro for ever, and after a reset the versions count from one again.
    private Page Page(JsonElement json, Space space)
    {
        var twins = new Dictionary<string, string>(StringComparer.Ordinal);
        var page = new Page(Get<string>(json, "id")!, space) { IsPublic = Get<bool>(json, "public"), Readers = Get<string[]>(json, "readers") };
        page.Publish(Get<string>(json, "title")!, [.. json.GetProperty("blocks").EnumerateArray().SelectMany(b => Blocks(b, twins))], Person.Alice);
        foreach (var attachment in Get<AttachmentSeed[]>(json, "attachments") ?? [])
        {
            page.Attach(attachment.Name, Answers.MediaType(attachment.Name), Content(attachment), Person.Alice);
        }
        return page;
    }

    // { "markdown": "Text {n}", "times": 30 } stands for thirty macros.
    private IEnumerable<Block> Blocks(JsonElement json, Dictionary<string, string> twins) =>
        json.ValueKind == JsonValueKind.Object && Get<int>(json, "times") is > 1 and var times
            ? Enumerable.Range(1, times).Select(n => Macro.Of(Text(json).Replace("{n}", n.ToString(), StringComparison.Ordinal)))
            : [Block(json, twins)];

    private byte[] Content(AttachmentSeed attachment) =>
        attachment.Text is { } file ? File.ReadAllBytes(Path.Combine(contentRoot, "texts", file)) : Picture.Draw(320, 160);

    private Block Block(JsonElement json, Dictionary<string, string> twins)
    {
        if (json.ValueKind == JsonValueKind.String)
        {
            return new Prose(json.GetString()!);
        }
        var macro = Macro.Of(Text(json)) with { Parameters = Macro.None.AddRange(Get<Dictionary<string, string>>(json, "parameters") ?? []) };
        if (Get<string>(json, "same") is not { } name)
        {
            return macro;
        }
        twins.TryAdd(name, macro.Id);
        return macro with { Id = twins[name] };
    }

    private string Text(JsonElement json) =>
        Get<string>(json, "markdown")
        ?? (Get<string>(json, "text") is { } file ? File.ReadAllText(Path.Combine(contentRoot, "texts", file)) : Readme(Get<string>(json, "readme")!));

    private string Readme(string package)
    {
        var file = Path.Combine(nodeModules ?? "", package, "README.md");
        return nodeModules is not null && File.Exists(file) ? File.ReadAllText(file) : $"# {package}\n\nIts README is not here: `npm ci` was not run.\n";
    }

    private Issue Issue(JsonElement json, Project project)
    {
        var issue = new Issue(Get<string>(json, "id")!, Get<string>(json, "key")!, project)
        {
            Summary = Get<string>(json, "summary")!,
            Description = Get<string>(json, "description") ?? "",
            Type = Get<string>(json, "type") ?? "Task",
            Status = Get<string>(json, "status") ?? Sites.Issue.Statuses[0],
            Assignee = Person.Find(Get<string>(json, "assignee")),
            FixVersions = [.. (project.Versions ?? []).Where(version => Get<string[]>(json, "fixVersions")?.Contains(version.Name, StringComparer.Ordinal) == true)],
            Security = project.SecurityLevels?.FirstOrDefault(level => level.Name == Get<string>(json, "security")),
            Created = DateTimeOffset.UtcNow.AddDays(-Get<int>(json, "ageDays")),
        };
        foreach (var (key, value) in Get<JsonObject>(json, "properties") ?? [])
        {
            issue.Properties.Put(key, JsonSerializer.SerializeToElement(Resolve(value)), Person.Alice);
        }
        return issue;
    }

    // { "text": "note.md" } anywhere in a value means: the text of that file.
    private JsonNode? Resolve(JsonNode? node) => node switch
    {
        JsonObject { Count: 1 } file when file["text"] is JsonValue name && Path.HasExtension(name.GetValue<string>()) =>
            File.ReadAllText(Path.Combine(contentRoot, "texts", name.GetValue<string>())),
        JsonObject map => new JsonObject(map.Select(p => KeyValuePair.Create(p.Key, Resolve(p.Value)))),
        _ => node?.DeepClone(),
    };

    /// <param name="Text">A file among the texts; without one it is a picture.</param>
    private sealed record AttachmentSeed(string Name, string? Text);

    private static T? Get<T>(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) ? value.Deserialize<T>(Json.Web) : default;
}
