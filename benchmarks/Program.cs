using System.Globalization;
using Markdwell.Benchmarks;
using Markdwell.Benchmarks.Frames;
using Markdwell.Benchmarks.Instances;
using Markdwell.Benchmarks.Rendering;
using Markdwell.Benchmarks.Reports;
using Markdwell.Benchmarks.Ticks;
using Markdwell.Benchmarks.Webhooks;

// As in the app: what is written reads the same wherever this runs.
CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.InvariantCulture;

// "bare FILE PORT": the yardstick, in a process of its own. "rendering": text to HTML alone. "ticks APP SANDBOX": ticks
// of checklists while Jira is slow. "webhooks APP SANDBOX": deliveries, whether those before were answered or not. "report APP": the
// report on a large project. "instances APP": two processes against one. "least LEAST PEER": what no such
// app can go below. Otherwise "APP PEER": the whole app.
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

if (args is ["instances", var build])
{
    using var instances = new InstancesRun(build, rounds: 3);
    Console.WriteLine(await instances.ReportAsync());
    return;
}

if (args is ["least", var least, var express])
{
    using var floor = new LeastRun(least, express, rounds: 5);
    Console.WriteLine(await floor.ReportAsync());
    return;
}

if (args is ["webhooks", var appFolder, var site])
{
    using var webhooks = new WebhooksRun(appFolder, site, rounds: 5);
    Console.WriteLine(await webhooks.ReportAsync());
    return;
}

var run = new FramesRun(appFolder: args[0], peerFolder: args[1], rounds: 5);
Console.WriteLine(await run.ReportAsync());
