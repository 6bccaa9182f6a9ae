using Markdwell.Benchmarks;

// "bare FILE PORT": the yardstick, in a process of its own. Otherwise the whole run.
if (args is ["bare", var file, var port])
{
    await BareKestrel.RunAsync(file, int.Parse(port));
    return;
}

using var run = new Run(appFolder: args.FirstOrDefault() ?? "artifacts/app", rounds: 5);
Console.WriteLine(await run.ReportAsync());
