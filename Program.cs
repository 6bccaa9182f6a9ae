using Markdwell.Pages.Issues;
using Markdwell.Pages.Macros;
using Markdwell.Pages.Pictures;
using Markdwell.Pages.Reports;
using Markdwell.Pages.Settings.Activity;
using Markdwell.Pages.Shared;
using Markdwell.Services;
using Markdwell.Services.Accounts;
using Markdwell.Services.Atlassian;
using Markdwell.Services.Connect;
using Markdwell.Services.Connect.Tokens;
using Markdwell.Services.Jobs;
using Markdwell.Services.Markdown;
using Markdwell.Services.Notes;
using Markdwell.Services.Reactions;
using Markdwell.Services.Reports;
using Markdwell.Services.Retention;
using Markdwell.Services.Settings;
using Markdwell.Services.Sources;
using Markdwell.Services.Storage;
using Markdwell.Services.Webhooks;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

try
{
    // A published app has its files beside itself, wherever it is started from; one that is being developed has them in
    // the folder it is started in.
    var published = File.Exists(Path.Combine(AppContext.BaseDirectory, Descriptor.FileName));
    var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = published ? AppContext.BaseDirectory : null });

    // The server
    builder.WebHost.ConfigureKestrel(kestrel =>
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = 1024 * 1024;

        // Addresses of frames carry a token, and the macro's parameters besides.
        kestrel.Limits.MaxRequestLineSize = 32 * 1024;
    });

    // Finds the compressed copies beside a build; in a published app they lie in wwwroot, and this does nothing.
    builder.WebHost.UseStaticWebAssets();

    builder.Services.AddSingleton<IPostConfigureOptions<LoggerFilterOptions>, Silence>();
    builder.Services.AddSingleton(TimeProvider.System);

    // Who is calling, and what is remembered of them
    builder.AddDatabase();
    builder.Services.AddConnect();
    builder.Services.AddRetention();
    builder.Services.AddAccounts();

    // The products
    builder.Services.AddProductHandler();
    builder.Services.AddSingleton<RateBudgets>();
    builder.Services.AddSingleton<ProductClients>();
    builder.Services.AddSingleton<ViewerRights>();

    // What was told, and who works on it
    builder.Services.AddJobs();
    builder.Services.AddWebhooks();

    // Texts
    builder.Services.AddSources(maxTextBytes: new MarkdownLimits().SourceBytes);
    builder.Services.AddNotes();
    builder.Services.AddReactions();
    builder.Services.AddReports();
    builder.Services.AddMarkdown();
    builder.Services.AddSettings();
    builder.Services.AddSingleton<RenderGate>();
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
    builder.Services.AddSingleton<PageCacheFilter>();
    builder.Services.AddRazorPages(pages =>
    {
        pages.Conventions.ConfigureFilter(new ServiceFilterAttribute<TokenPageFilter> { IsReusable = true });
        pages.Conventions.ConfigureFilter(new ServiceFilterAttribute<PageCacheFilter> { IsReusable = true });
        pages.Conventions.ConfigureFilter(new IgnoreAntiforgeryTokenAttribute());
    });
    builder.Services.AddSingleton<IPostConfigureOptions<MvcOptions>, SignedInput>();

    var app = builder.Build();
    app.Services.GetRequiredService<IStartupValidator>().Validate();

    app.UseMiddleware<SafetyNet>();
    app.UseMiddleware<BasePath>();
    app.UseRouting();

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
