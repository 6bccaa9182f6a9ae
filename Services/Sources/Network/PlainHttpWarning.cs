using Microsoft.Extensions.Options;

namespace Markdwell.Services.Sources.Network;

/// <summary>Says loudly what a setting for a developer's machine does, should it ever reach another one.</summary>
internal sealed partial class PlainHttpWarning(IOptions<SourceOptions> options, ILogger<PlainHttpWarning> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Value.AllowHttp)
        {
            Log.PlainHttp(logger);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Sources__AllowHttp is on: texts and the tokens of connections may travel unencrypted. Never use this where others can reach the app")]
        public static partial void PlainHttp(ILogger logger);
    }
}
