using Microsoft.Extensions.Options;

namespace Markdwell.Services.Connect;

/// <summary>Says loudly what a setting for a developer's machine does, should it ever reach another one.</summary>
internal sealed partial class InsecureWarning(IOptions<ConnectOptions> options, ILogger<InsecureWarning> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Value.AllowInsecure)
        {
            Log.Insecure(logger);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Connect__AllowInsecure is on: tokens and texts may travel unencrypted, and any program on this machine may install itself as a site. Never use this where others can reach the app")]
        public static partial void Insecure(ILogger logger);
    }
}
