using Markdwell.Benchmarks;
using Markdwell.Benchmarks.Rendering;

// "bare FILE PORT": the yardstick, in a process of its own. "rendering": text to HTML alone. Otherwise the whole app.
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

using var run = new Run(appFolder: args.FirstOrDefault() ?? "artifacts/app", rounds: 5);
Console.WriteLine(await run.ReportAsync());
