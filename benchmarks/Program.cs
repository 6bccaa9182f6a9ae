using Markdwell.Benchmarks;
using Markdwell.Benchmarks.Rendering;
using Markdwell.Benchmarks.Reports;
using Markdwell.Benchmarks.Ticks;
using Markdwell.Benchmarks.Webhooks;

// "bare FILE PORT": the yardstick, in a process of its own. "rendering": text to HTML alone. "ticks APP SANDBOX": ticks
// of checklists while Jira is slow. "webhooks APP SANDBOX": deliveries, whether those before were answered or not. "report APP": the
// report on a large project. Otherwise the whole app.
if (args is ["bare", var file, var port])
{
    await BareKestrel.RunAsync(file, int.Parse(port));
    return;
}

if (args is ["rendering"])
{
    Console.WriteLine(await new RenderingRun(rounds: 7).ReportAsync());
    return;
}

if (args is ["ticks", var folder, var sandbox])
{
    using var ticks = new TicksRun(folder, sandbox, rounds: 5);
    Console.WriteLine(await ticks.ReportAsync());
    return;
}

if (args is ["report", var published])
{
    using var report = new ReportRun(published);
    Console.WriteLine(await report.ReportAsync());
    return;
}

if (args is ["webhooks", var appFolder, var site])
{
    using var webhooks = new WebhooksRun(appFolder, site, rounds: 5);
    Console.WriteLine(await webhooks.ReportAsync());
    return;
}

using var run = new Run(appFolder: args.FirstOrDefault() ?? "artifacts/app", rounds: 5);
Console.WriteLine(await run.ReportAsync());
