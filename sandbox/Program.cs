using Markdwell.Sandbox;
using Markdwell.Sandbox.Changes;
using Markdwell.Sandbox.Connect;
using Markdwell.Sandbox.Control;
using Markdwell.Sandbox.Pages;
using Markdwell.Sandbox.Pages.Confluence;
using Markdwell.Sandbox.Rest;
using Markdwell.Sandbox.Sites;
using Microsoft.AspNetCore.DataProtection;

var contentRoot = Places.ContentRoot();
var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = contentRoot });
var settings = builder.Configuration.GetSection("Sandbox").Get<Settings>() ?? new Settings();
var nodeModules = Places.NodeModules(settings, contentRoot);

builder.WebHost.ConfigureKestrel(kestrel =>
{
    for (var port = settings.Port; port <= settings.Port + 2; port++)
    {
        kestrel.ListenLocalhost(port);
    }
});
builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning).AddFilter("System.Net.Http", LogLevel.Warning);

builder.Services.AddSingleton(settings);
builder.Services.AddSingleton(new World(settings, new Seed(contentRoot, nodeModules)));
builder.Services.AddSingleton<InstallKey>().AddSingleton<CallLog>().AddSingleton<Faults>();
builder.Services.AddSingleton(new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false }));
builder.Services.AddSingleton<AppClient>().AddSingleton<Lifecycle>().AddSingleton<Webhooks>().AddSingleton<Events>().AddSingleton<Desk>();
builder.Services.AddHostedService<FirstInstall>();
builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
builder.Services.AddRazorPages(pages => pages.Conventions.AddPageRoute("/Frame", "/wiki/plugins/servlet/ac/{app}/{module}"));

var app = builder.Build();

app.UseExceptionHandler("/error");
app.UseStaticFiles(new StaticFileOptions { RequestPath = "/assets" });
app.UseBridge(nodeModules);
app.UseWhen(http => !Gate.Covers(http), page => page.UseStatusCodePagesWithReExecute("/missing"));
app.UseRouting();
app.UseWhen(Gate.Covers, rest => rest.UseMiddleware<Gate>());

app.MapRest();
app.MapControl(settings.Port);
app.MapVisits();
app.MapDrafts();
app.MapRazorPages();

app.Run();
