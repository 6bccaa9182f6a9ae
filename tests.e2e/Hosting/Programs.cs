namespace Markdwell.Tests.E2E.Hosting;

/// <summary>The two programs of this repository, with the settings under which they find each other.</summary>
internal static class Programs
{
    /// <param name="address">Where this process listens.</param>
    /// <param name="baseUrl">What the app is called by: the same for all processes of one app.</param>
    /// <param name="sqlServer">A connection string; SQLite in <paramref name="data"/> without one.</param>
    /// <param name="settings">What is otherwise than for everybody.</param>
    /// <param name="around"><inheritdoc cref="Server.StartAsync" path="/param[@name='around']"/></param>
    public static Task<Server> StartAppAsync(
        string address, string baseUrl, int sandboxPort, string data, string? sqlServer = null, IReadOnlyDictionary<string, string>? settings = null, string[]? around = null) => Server.StartAsync(Repository.App, new(address + "/health/ready"), new(settings ?? new Dictionary<string, string>())
        {
            ["ASPNETCORE_URLS"] = address,
            ["Connect__BaseUrl"] = baseUrl,
            ["Connect__AllowInsecure"] = "true",
            ["Connect__InstallKeysUrls__0"] = $"http://localhost:{sandboxPort}/install-keys",
            ["Data__Folder"] = data,
            ["ConnectionStrings__SqlServer"] = sqlServer ?? "",

            // The pretend Git host alone: another number of this machine plays a private network.
            ["Sources__AllowHttp"] = "true",
            ["Sources__PrivateNetworks__0"] = "127.0.0.1/32",
            ["Sources__PrivateNetworks__1"] = "::1/128",
        }, around);

    /// <param name="port">The first of four: home, two sites and Git host.</param>
    public static Task<Server> StartSandboxAsync(int port, string baseUrl) => Server.StartAsync(Repository.Sandbox, new($"http://localhost:{port}/sandbox/state"), new()
    {
        ["Sandbox__Port"] = $"{port}",
        ["Sandbox__JiraDescriptor"] = baseUrl + "/jira/atlassian-connect.json",
        ["Sandbox__ConfluenceDescriptor"] = baseUrl + "/confluence/atlassian-connect.json",
        ["Sandbox__InstallAtStart"] = "false",
    });
}
