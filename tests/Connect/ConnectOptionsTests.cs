using System.Diagnostics;
using Markdwell.Services.Connect;
using Markdwell.Tests.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Markdwell.Tests.Connect;

public sealed class ConnectOptionsTests
{
    [Theory]
    [InlineData("Connect:BaseUrl", "", "Connect__BaseUrl")]
    [InlineData("Connect:BaseUrl", "markdwell.example.com", "Connect__BaseUrl")]
    [InlineData("Connect:BaseUrl", "http://markdwell.example.com", "Connect__BaseUrl")]
    [InlineData("Connect:BaseUrl", "https://a@markdwell.example.com", "Connect__BaseUrl")]
    [InlineData("Connect:BaseUrl", "https://markdwell.example.com?x", "Connect__BaseUrl")]
    [InlineData("Connect:BaseUrl", "file:///etc/passwd", "Connect__BaseUrl")]
    [InlineData("Connect:BaseUrl", "https://host.example.com/connect", "Connect__BaseUrl")]
    [InlineData("Connect:AppKey", "", "Connect__AppKey")]
    [InlineData("Connect:AppKey", "mark dwell", "Connect__AppKey")]
    [InlineData("Connect:InstallKeysUrls:0", "http://keys.example.com", "Connect__InstallKeysUrls__0")]
    [InlineData("Connect:AllJsUrl", "all.js", "Connect__AllJsUrl")]
    [InlineData("Connect:AllowedHosts:0", "https://*.atlassian.net", "Connect__AllowedHosts__0")]
    [InlineData("Connect:AllowedHosts:0", "*", "Connect__AllowedHosts__0")]
    [InlineData("Connect:AllowedHosts:0", "*.", "Connect__AllowedHosts__0")]
    [InlineData("Connect:InstallAuthentication", "7", "Connect__InstallAuthentication")]
    public void A_wrong_setting_stops_the_start_and_is_named(string name, string value, string expected)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Connect:BaseUrl"] = MarkdwellApp.BaseUrl,
            ["Connect:AppKey"] = "markdwell",
            ["Connect:AllJsUrl"] = "https://connect-cdn.atl-paas.net/all.js",
            [name] = value,
        }).Build());
        services.AddConnect();
        using var provider = services.BuildServiceProvider();

        var fault = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IOptions<ConnectOptions>>().Value);

        Assert.StartsWith(expected, Assert.Single(fault.Failures), StringComparison.Ordinal);
    }

    /// <summary>As an operator sees it: exit code 1, and one line that names the setting.</summary>
    [Theory]
    [InlineData("Connect__BaseUrl", "http://markdwell.example.com", "Connect__BaseUrl")]
    [InlineData("Connect__InstallAuthentication", "Whatever", "Connect:InstallAuthentication")]
    [InlineData("Connect__AllowInsecure", "perhaps", "Connect:AllowInsecure")]
    [InlineData("Database__MaxBatchSize", "0", "Database__MaxBatchSize")]
    [InlineData("Database__MaxBatchSize", "many", "Database:MaxBatchSize")]
    [InlineData("ConnectionStrings__SqlServer", "nonsense", "ConnectionStrings__SqlServer")]
    [InlineData("ConnectionStrings__Redis", "ssl=true", "ConnectionStrings__Redis")]
    [InlineData("Stop__Delay", "00:06:00", "Stop__Delay")]
    [InlineData("Data__Folder", "/dev/null/data", "Data__Folder")]
    [InlineData("Markdown__Extensions__0", "Attributes", "Markdown__Extensions__0")]
    [InlineData("Sources__PrivateNetworks__0", "10.1.0.0", "Sources__PrivateNetworks__0")]
    [InlineData("Sources__AllowHttp", "perhaps", "Sources:AllowHttp")]
    public async Task An_app_that_cannot_start_says_why(string name, string value, string expected)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location]) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true, WorkingDirectory = Repository.PathOf() };
        start.Environment["Connect__BaseUrl"] = MarkdwellApp.BaseUrl;
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        start.Environment[name] = value;
        using var process = Process.Start(start)!;

        var said = await process.StandardError.ReadToEndAsync(MarkdwellApp.Cancel);
        await process.WaitForExitAsync(MarkdwellApp.Cancel);

        Assert.Equal(1, process.ExitCode);
        Assert.StartsWith("Markdwell cannot start: ", said, StringComparison.Ordinal);
        Assert.Contains(expected, Assert.Single(said.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public void The_operators_list_replaces_the_default_one()
    {
        var options = new ConnectOptions { InstallKeysUrls = { "https://keys.example.com" } };

        new ConnectDefaults().PostConfigure(Options.DefaultName, options);

        Assert.Equal(["https://keys.example.com"], options.InstallKeysUrls);
        Assert.Equal(["*.atlassian.net", "*.jira.com"], options.AllowedHosts);
    }

    [Theory]
    [InlineData("https://acme.atlassian.net", "https://acme.atlassian.net")]
    [InlineData("https://acme.atlassian.net/wiki/", "https://acme.atlassian.net/wiki")]
    [InlineData("https://ACME.Atlassian.NET:8443/wiki", "https://acme.atlassian.net:8443/wiki")]
    [InlineData("https://a.b.jira.com", "https://a.b.jira.com")]
    public void An_allowed_address_is_kept_in_one_spelling(string given, string expected)
    {
        var options = new ConnectOptions();
        new ConnectDefaults().PostConfigure(Options.DefaultName, options);

        Assert.True(SiteAddress.TryParse(given, options, out var baseUrl));
        Assert.Equal(expected, baseUrl);
    }

    [Theory]
    [InlineData("http://localhost:5101/wiki", true)]
    [InlineData("http://127.0.0.1:5101", true)]
    [InlineData("http://evil.example.com", false)]
    public void Loopback_is_for_local_stands_only(string address, bool allowed)
    {
        var options = new ConnectOptions { AllowInsecure = true };
        new ConnectDefaults().PostConfigure(Options.DefaultName, options);

        Assert.Equal(allowed, SiteAddress.TryParse(address, options, out _));
        options.AllowInsecure = false;
        Assert.False(SiteAddress.TryParse(address, options, out _));
    }
}
