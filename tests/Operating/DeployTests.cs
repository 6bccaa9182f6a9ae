using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Markdwell.Services.Instances;
using Markdwell.Tests.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Markdwell.Tests.Operating;

/// <summary>What can be known of the image, the compose file and the manifests without anything that could run them.</summary>
public sealed partial class DeployTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private const string Parse = "console.log(JSON.stringify(require('yaml').parseAllDocuments(require('fs').readFileSync(process.argv[1], 'utf8'), { strict: true }).map(one => { if (one.errors.length + one.warnings.length) throw one.errors[0] ?? one.warnings[0]; return one.toJS(); })))";

    private static readonly string Image = Repository.Read("deploy", "Dockerfile");

    [Fact]
    public void What_the_image_is_built_of_is_there_and_reaches_the_builder()
    {
        var allowed = Repository.Read("deploy", "Dockerfile.dockerignore").Split('\n').Where(line => line.StartsWith('!')).Select(line => line[1..]).ToList();
        Assert.All(allowed, path => Assert.True(Path.Exists(Repository.PathOf(path.Split('/'))), $"There is no {path}."));

        var copied = Copies().Matches(Image).SelectMany(match => match.Groups["files"].Value.Split(' ')).Where(path => path != ".").ToList();
        Assert.Contains("Markdwell.csproj", copied);
        Assert.All(copied, path => Assert.Contains(path, allowed));

        // And all that the app's project is made of.
        var rooms = Directory.EnumerateDirectories(Repository.PathOf()).Where(folder => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories).Any()).Select(Path.GetFileName)
            .Except(["bin", "obj", "tests", "tests.e2e", "sandbox", "benchmarks", "artifacts", "node_modules"]);
        Assert.All(rooms.Append("wwwroot").Append("Program.cs").Append("atlassian-connect.json"), room => Assert.Contains(room, allowed));
    }

    [Fact]
    public void The_image_starts_the_app_and_asks_it_as_nobody_in_particular()
    {
        var assembly = typeof(Program).Assembly.GetName().Name + ".dll";

        Assert.Contains($"ENTRYPOINT [\"dotnet\", \"{assembly}\"]", Image, StringComparison.Ordinal);
        Assert.Contains($"CMD [\"dotnet\", \"{assembly}\", \"--health\"]", Image, StringComparison.Ordinal);
        Assert.Contains("\nUSER $APP_UID\n", Image, StringComparison.Ordinal);
        Assert.Contains("--chown=$APP_UID:$APP_UID /empty /data", Image, StringComparison.Ordinal);
        Assert.Contains($"{Port(Image)}", Exposed().Match(Image).Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_compose_file_runs_the_image_closed_and_with_settings_that_there_are()
    {
        var app = (await ReadAsync("compose.yaml")).Single()!["services"]!["app"]!;

        Assert.Equal((true, "ALL", "no-new-privileges:true"), ((bool)app["read_only"]!, (string)app["cap_drop"]![0]!, (string)app["security_opt"]![0]!));
        Assert.EndsWith($":{Port(Image)}", (string)app["ports"]![0]!, StringComparison.Ordinal);
        Assert.StartsWith("127.0.0.1:", (string)app["ports"]![0]!, StringComparison.Ordinal);
        Assert.StartsWith("/data:", (string)app["tmpfs"]![0]!, StringComparison.Ordinal);
        Assert.Equal("deploy/Dockerfile", (string)app["build"]!["dockerfile"]!);
        AreSettings(app["environment"]!.AsObject().Select(setting => setting.Key));
    }

    [Fact]
    public async Task The_manifests_ask_where_the_app_answers_and_name_each_other()
    {
        var parts = (await ReadAsync("kubernetes.yaml")).ToDictionary(part => (string)part!["kind"]!, part => part!, StringComparer.Ordinal);
        var pod = parts["Deployment"]["spec"]!["template"]!;
        var container = pod["spec"]!["containers"]!.AsArray().Single()!;
        var port = container["ports"]![0]!;

        Assert.Equal((Port(Image), "http"), ((int)port["containerPort"]!, (string)port["name"]!));
        var paths = ((string[])["startupProbe", "livenessProbe", "readinessProbe"]).Select(probe => (string)container[probe]!["httpGet"]!["path"]!).ToList();
        Assert.Equal(["/health/live", "/health/live", "/health/ready"], paths);
        Assert.All(paths, path => Assert.Contains(Endpoints(), endpoint => endpoint.RoutePattern.RawText == path));
        Assert.Equal((true, false), ((bool)container["securityContext"]!["readOnlyRootFilesystem"]!, (bool)container["securityContext"]!["allowPrivilegeEscalation"]!));
        Assert.Equal((true, "/data"), ((bool)pod["spec"]!["securityContext"]!["runAsNonRoot"]!, (string)container["volumeMounts"]![0]!["mountPath"]!));

        var labels = pod["metadata"]!["labels"]!.ToJsonString();
        Assert.Equal(labels, parts["Service"]["spec"]!["selector"]!.ToJsonString());
        Assert.Equal(labels, parts["PodDisruptionBudget"]["spec"]!["selector"]!["matchLabels"]!.ToJsonString());
        AreSettings(Literals().Matches(Repository.Read("deploy", "kubernetes.yaml")).Select(match => match.Groups["name"].Value));
    }

    /// <summary>Whoever is killed before he has ended loses what he was about to answer.</summary>
    [Fact]
    public async Task Nobody_kills_an_instance_before_it_has_had_its_time_to_stop()
    {
        var pod = (await ReadAsync("kubernetes.yaml"))[0]!["spec"]!["template"]!["spec"]!;
        var env = pod["containers"]![0]!["env"]!.AsArray().ToDictionary(one => (string)one!["name"]!, one => (string)one!["value"]!, StringComparer.Ordinal);
        AreSettings(env.Keys);
        var delay = TimeSpan.Parse(env["Stop__Delay"], CultureInfo.InvariantCulture);
        Assert.True(delay >= 2 * TimeSpan.FromSeconds((int)pod["containers"]![0]!["readinessProbe"]!["periodSeconds"]!), "Who asks whether it is ready has not heard yet that it is not.");
        Assert.True(delay + StopOptions.Rest < TimeSpan.FromSeconds((int)pod["terminationGracePeriodSeconds"]!));

        var compose = (string)(await ReadAsync("compose.yaml")).Single()!["services"]!["app"]!["stop_grace_period"]!;
        Assert.True(StopOptions.Rest < TimeSpan.FromSeconds(int.Parse(compose.TrimEnd('s'), CultureInfo.InvariantCulture)));
    }

    /// <summary>A wrong name would be taken for none, and the app start without it.</summary>
    private static void AreSettings(IEnumerable<string> names)
    {
        var readme = Repository.Read("README.md");
        Assert.NotEmpty(names);
        Assert.All(names, name => Assert.Contains($"| `{name}` |", readme, StringComparison.Ordinal));
    }

    private static int Port(string image) => int.Parse(Ports().Match(image).Groups["port"].Value, CultureInfo.InvariantCulture);

    private static async Task<JsonArray> ReadAsync(string file) => JsonNode.Parse(await Node.RunAsync(Parse, Repository.PathOf("deploy", file)))!.AsArray();

    private IEnumerable<RouteEndpoint> Endpoints() => shared.App.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>();

    [GeneratedRegex(@"^COPY (?!--from)(?<files>.+) \S+$", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex Copies();

    [GeneratedRegex(@"ASPNETCORE_HTTP_PORTS=(?<port>\d+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Ports();

    [GeneratedRegex(@"^EXPOSE \d+$", RegexOptions.Multiline, 1000)]
    private static partial Regex Exposed();

    [GeneratedRegex(@"--from-literal=(?<name>\w+)=", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Literals();
}
