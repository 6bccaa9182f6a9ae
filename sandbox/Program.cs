using System.Globalization;
using Markdwell.Sandbox;
using Markdwell.Sandbox.Changes;
using Markdwell.Sandbox.Connect;
using Markdwell.Sandbox.Control;
using Markdwell.Sandbox.Git;
using Markdwell.Sandbox.Pages;
using Markdwell.Sandbox.Pages.Confluence;
using Markdwell.Sandbox.Pages.Git;
using Markdwell.Sandbox.Rest;
using Markdwell.Sandbox.Rest.Confluence;
using Markdwell.Sandbox.Rest.Jira;
using Markdwell.Sandbox.Sites;
using Microsoft.AspNetCore.DataProtection;

// As in the app: what is written reads the same wherever this runs.
CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.InvariantCulture;

var contentRoot = Places.ContentRoot();
var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = contentRoot });
var settings = builder.Configuration.GetSection("Sandbox").Get<Settings>() ?? new Settings();
var nodeModules = Places.NodeModules(settings, contentRoot);

var network = new PrivateService();
builder.WebHost.ConfigureKestrel(kestrel =>
{
    kestrel.Limits.MinResponseDataRate = null;
    kestrel.Listen(PrivateService.Address, settings.Port + 3, network.Watch);
    for (var port = settings.Port; port <= settings.Port + 3; port++)
    {
        kestrel.ListenLocalhost(port);
    }
});
builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning).AddFilter("System.Net.Http", LogLevel.Warning);

builder.Services.AddSingleton(settings);
builder.Services.AddSingleton(network).AddSingleton(new GitHost(settings, new GitSeed(contentRoot)));
builder.Services.AddSingleton<MediaHost>().AddSingleton(new World(settings, new Seed(contentRoot, nodeModules, $"http://localhost:{settings.Port + 3}")));
builder.Services.AddSingleton<InstallKey>().AddSingleton<CallLog>().AddSingleton<Faults>().AddSingleton<WriteLimit>().AddSingleton<PageTokens>().AddSingleton<AccountReports>();
builder.Services.AddSingleton(new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false }));
builder.Services.AddSingleton<AppClient>().AddSingleton<Lifecycle>().AddSingleton<Webhooks>().AddSingleton<Storm>().AddSingleton<Events>().AddSingleton<Desk>();
builder.Services.AddHostedService<FirstInstall>();
builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
builder.Services.AddRazorPages(pages =>
{
    pages.Conventions.AddPageRoute("/Frame", "/wiki/plugins/servlet/ac/{app}/{module}");
    GitPage.Route(pages.Conventions, settings.Port + 3);
});

var app = builder.Build();

app.UseExceptionHandler("/error");
app.UseStaticFiles(new StaticFileOptions { RequestPath = "/assets" });
app.UseBridge(nodeModules);
app.UseWhen(PrivateService.Covers, secret => secret.Run(http => http.Response.WriteAsync("# A secret of the private network\n", http.RequestAborted)));
app.UseWhen(app.Services.GetRequiredService<GitHost>().Covers, git => git.UseMiddleware<GitGate>());
app.UseWhen(http => !Gate.Covers(http) && !app.Services.GetRequiredService<GitHost>().Covers(http), page => page.UseStatusCodePagesWithReExecute("/missing"));
app.UseRouting();
app.UseWhen(Gate.Covers, rest => rest.UseMiddleware<Gate>());

app.MapRest();
app.MapControl(settings.Port);
app.MapGit();
app.MapVisits();
app.MapDrafts();
app.MapRazorPages();

app.Run();
