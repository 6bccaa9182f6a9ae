using System.Globalization;
using Markdwell.Pages.Issues;
using Markdwell.Pages.Macros;
using Markdwell.Pages.Pictures;
using Markdwell.Pages.Reports;
using Markdwell.Pages.Settings.Activity;
using Markdwell.Pages.Shared;
using Markdwell.Services;
using Markdwell.Services.Accounts;
using Markdwell.Services.Atlassian;
using Markdwell.Services.Atlassian.Points;
using Markdwell.Services.Connect;
using Markdwell.Services.Connect.Tokens;
using Markdwell.Services.Instances;
using Markdwell.Services.Jobs;
using Markdwell.Services.Markdown;
using Markdwell.Services.Notes;
using Markdwell.Services.Observing;
using Markdwell.Services.Operating;
using Markdwell.Services.Reactions;
using Markdwell.Services.Reports;
using Markdwell.Services.Retention;
using Markdwell.Services.Settings;
using Markdwell.Services.Sources;
using Markdwell.Services.Storage;
using Markdwell.Services.Webhooks;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

// What is written reads the same wherever the app runs. SQL Server's client wants a runtime that knows cultures, and the machine's own would be taken.
CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.InvariantCulture;

try
{
    // A published app has its files beside itself, wherever it is started from; one that is being developed has them in
    // the folder it is started in.
    var published = File.Exists(Path.Combine(AppContext.BaseDirectory, Descriptor.FileName));
    var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = published ? AppContext.BaseDirectory : null });

    if (await Chores.DoAsync(args, builder) is { } exit)
    {
        return exit;
    }

    // The server
    builder.WebHost.ConfigureKestrel(kestrel =>
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = 1024 * 1024;

        // Addresses of frames carry a token, and the macro's parameters besides.
        kestrel.Limits.MaxRequestLineSize = 32 * 1024;
    });

    // Connections come from a balancer: few, and busy. One call of the system less for each request, for 4 KB for each connection.
    builder.WebHost.UseSockets(sockets => sockets.WaitForDataBeforeAllocatingBuffer = false);

    // Finds the compressed copies beside a build; in a published app they lie in wwwroot, and this does nothing.
    builder.WebHost.UseStaticWebAssets();

    builder.Services.AddSingleton<IPostConfigureOptions<LoggerFilterOptions>, Silence>();

    // They would write headers at their most talkative: a star in the sentence, but the token itself among its parts, which JSON and OTLP show.
    builder.Services.ConfigureHttpClientDefaults(clients => clients.RemoveAllLoggers());
    builder.Services.AddSingleton(TimeProvider.System);
    builder.AddObserving();

    // Who is calling, and what is remembered of them
    builder.AddInstances();
    builder.AddDatabase();
    builder.Services.AddConnect();
    builder.Services.AddRetention();
    builder.Services.AddAccounts();

    // The products
    builder.Services.AddProducts();

    // What was told, and who works on it
    builder.AddJobs();
    builder.Services.AddSingleton<HeldBack>(provider => () =>
        [.. provider.GetRequiredService<PointsBudget>().Held(Urgency.Background), .. provider.GetRequiredService<ProductPauses>().Paused()]);
    builder.Services.AddWebhooks();

    // Texts
    builder.Services.AddSources(maxTextBytes: new MarkdownLimits().SourceBytes);
    builder.Services.AddNotes();
    builder.Services.AddReactions();
    builder.Services.AddReports();
    builder.Services.AddMarkdown();
    builder.Services.AddSettings();
    builder.Services.AddSingleton<RenderGate>();
    builder.Services.AddSingleton<Renders>();
    builder.Services.AddSingleton<Documents>();
    builder.Services.AddSingleton<RefreshLimit>();
    builder.Services.AddSingleton<DownloadLimit>();

    // Renders hold their threads. So many more are made at once for everybody else, and not two a second as by default.
    ThreadPool.GetMinThreads(out _, out var completionThreads);
    ThreadPool.SetMinThreads(Environment.ProcessorCount + RenderGate.Places, completionThreads);

    // Pages: nobody comes in without a token, and nothing depends on a cookie, so there is nothing to forge with one
    builder.Services.AddSingleton<AccountNames>();
    builder.Services.AddSingleton<ActivityReader>();
    builder.Services.AddSingleton<FrameLinks>();
    builder.Services.AddSingleton<DocumentHtml>();
    builder.Services.AddSingleton<NoteArticles>();
    builder.Services.AddSingleton<MacrosAhead>();
    builder.Services.AddSingleton<RenderAhead>(provider => provider.GetRequiredService<MacrosAhead>().RenderAsync);
    builder.Services.AddSingleton<PanelStates>();
    builder.Services.AddSingleton<ReportNames>();
    builder.Services.AddSingleton<ReportViews>();
    builder.Services.AddSingleton<PageCache>();
    builder.Services.AddSingleton<FinishedMacros>();
    builder.Services.AddSingleton<PageCacheFilter>();
    builder.Services.AddRazorPages(pages =>
    {
        pages.Conventions.ConfigureFilter(new ServiceFilterAttribute<TokenPageFilter> { IsReusable = true });
        pages.Conventions.ConfigureFilter(new ServiceFilterAttribute<PageCacheFilter> { IsReusable = true });
        pages.Conventions.ConfigureFilter(new IgnoreAntiforgeryTokenAttribute());
    });
    builder.Services.AddSingleton<IPostConfigureOptions<MvcOptions>, SignedInput>();

    // Razor Pages bring along what would ask each request for a user of ASP.NET's own, of which there are none: a token says who comes.
    builder.Services.RemoveAll<IAuthenticationSchemeProvider>();
    builder.Services.RemoveAll<IAuthorizationHandlerProvider>();
    KeyRing.RemoveFrameworksOwn(builder.Services);

    var app = builder.Build();
    app.Services.GetRequiredService<IStartupValidator>().Validate();
    await app.Services.GetRequiredService<DatabaseMigration>().BeginAsync();

    app.UseMiddleware<RequestWatch>();
    app.UseMiddleware<SafetyNet>();
    app.UseMiddleware<BasePath>();
    app.UseRouting();
    app.UseMiddleware<ShortWay>();

    app.MapStaticAssets().WithMetadata(new PublicAttribute()).Add(SafetyNet.LetCache);
    app.MapConnect();
    app.MapWebhooks();
    app.MapRazorPages().WithStaticAssets();
    app.MapHealth();
    app.Run();
    return 0;
}
catch (Exception e) when (e is SettingException or OptionsValidationException || IsUnreadableSetting(e))
{
    var faults = e is OptionsValidationException { Failures: { } failures } ? failures : [e.Message];
    foreach (var fault in faults)
    {
        Console.Error.WriteLine($"Markdwell cannot start: {fault}");
    }

    return 1;
}

// A word where a number or a yes or no belongs: the message names the setting.
static bool IsUnreadableSetting(Exception e) => e is InvalidOperationException { Source: "Microsoft.Extensions.Configuration.Binder" };
