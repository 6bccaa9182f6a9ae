using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Markdwell.Tests.Hosting;

namespace Markdwell.Tests.Connect;

/// <summary>The modules against Atlassian's own schema (npm @forge/manifest), the top level against its written rules, which are in no package.</summary>
public sealed partial class DescriptorSchemaTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private const string Script = """
        const fs = require('fs');
        const Ajv = require('ajv');
        const schema = JSON.parse(fs.readFileSync('node_modules/@forge/manifest/out/schema/manifest-schema.json'));
        const known = schema.definitions.ModuleSchema.properties;
        const ajv = new Ajv({ strict: false, allErrors: true, logger: false });
        ajv.addSchema(schema, 'manifest');
        const modules = JSON.parse(process.argv[1]);
        const product = process.argv[2];
        const faults = Object.entries(modules).flatMap(([type, list]) => {
          const name = `connect-${product}:${type}`;
          if (!known[name]) return [`${name} is unknown`];
          const validate = ajv.compile({ $ref: `manifest#/definitions/ModuleSchema/properties/${name}` });
          // In a manifest all types are lists; in a descriptor this one is a single object.
          return validate(type === 'configurePage' ? [list] : list) ? [] : validate.errors.map((e) => `${name}${e.instancePath} ${e.message}`);
        });
        console.log(faults.join('\n'));
        """;

    [Theory]
    [InlineData("jira")]
    [InlineData("confluence")]
    public async Task The_modules_pass_the_products_schema(string product) => Assert.Empty(await FaultsAsync(await DescriptorAsync(product), product));

    [Fact]
    public async Task The_schema_sees_a_fault()
    {
        var descriptor = await DescriptorAsync("confluence");
        var macro = descriptor["modules"]!["dynamicContentMacros"]![0]!.AsObject();
        macro.Remove("url");
        macro["bodyType"] = "markdown";
        descriptor["modules"]!["dynamicMacros"] = new JsonArray();

        var faults = await FaultsAsync(descriptor, "confluence");

        Assert.Contains("'url'", faults, StringComparison.Ordinal);
        Assert.Contains("bodyType", faults, StringComparison.Ordinal);
        Assert.Contains("dynamicMacros is unknown", faults, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("jira")]
    [InlineData("confluence")]
    public async Task The_top_level_follows_the_rules(string product)
    {
        var descriptor = await DescriptorAsync(product);

        Assert.Matches(@"^[a-zA-Z0-9._-]{1,64}$", (string)descriptor["key"]!);
        Assert.Equal("jwt", (string?)descriptor["authentication"]!["type"]);
        Assert.Equal(product == "jira" ? ["READ", "WRITE", "DELETE"] : ["READ", "WRITE"], descriptor["scopes"]!.AsArray().Select(scope => (string)scope!));
        Assert.Equal(["disabled", "enabled", "installed", "uninstalled"], descriptor["lifecycle"]!.AsObject().Select(hook => hook.Key).Order(StringComparer.Ordinal));
        Assert.All(["signed-install", "context-qsh", "gdpr"], migration => Assert.True((bool)descriptor["apiMigrations"]![migration]!));
        Assert.All(descriptor["modules"]!.AsObject().SelectMany(type => type.Value as JsonArray ?? [type.Value!.DeepClone()]), module => Assert.Matches(ModuleKey(), (string)module!["key"]!));

        // A body in an address would be in every log between, and cut after 128 characters.
        Assert.DoesNotContain("macro.body", descriptor.ToJsonString(), StringComparison.Ordinal);
    }

    private async Task<JsonNode> DescriptorAsync(string product) =>
        JsonNode.Parse(await shared.App.Http.GetStringAsync(new Uri($"/{product}/atlassian-connect.json", UriKind.Relative), MarkdwellApp.Cancel))!;

    private static Task<string> FaultsAsync(JsonNode descriptor, string product) => Node.RunAsync(Script, descriptor["modules"]!.ToJsonString(), product);

    [GeneratedRegex("^[a-zA-Z0-9-]+$", RegexOptions.None, 1000)]
    private static partial Regex ModuleKey();
}
