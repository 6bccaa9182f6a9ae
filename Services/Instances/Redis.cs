using StackExchange.Redis;

namespace Markdwell.Services.Instances;

/// <summary>
/// The connection to Redis. Nothing hangs on it: nobody waits for it to be made, what asks it while it is away is refused at once, and
/// it comes back by itself.
/// </summary>
public sealed partial class Redis(ConfigurationOptions options, TimeProvider clock, ILogger<Redis> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private readonly TaskCompletionSource<IConnectionMultiplexer> connecting = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private IConnectionMultiplexer? connection;

    /// <summary>Whether it is worth asking.</summary>
    public bool IsThere => Volatile.Read(ref connection)?.IsConnected == true;

    public Task<IConnectionMultiplexer> ConnectionAsync() => connecting.Task;

    public override void Dispose()
    {
        connection?.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var made = await ConnectionMultiplexer.ConnectAsync(options).WaitAsync(stoppingToken);
        Volatile.Write(ref connection, made);
        connecting.SetResult(made);
        made.ConnectionRestored += (_, restored) => Say(restored.ConnectionType);
        using var timer = new PeriodicTimer(Pause, clock);
        do
        {
            if (!IsThere)
            {
                Log.Away(logger);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private void Say(ConnectionType type)
    {
        if (type == ConnectionType.Interactive)
        {
            Log.Back(logger);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Redis does not answer. The app works without it; what other instances change shows after up to 30 seconds")]
        public static partial void Away(ILogger logger);

        [LoggerMessage(LogLevel.Information, "Redis answers again")]
        public static partial void Back(ILogger logger);
    }
}
