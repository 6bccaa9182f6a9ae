using StackExchange.Redis;

namespace Markdwell.Services.Instances;

/// <summary>Carries notices between instances. Redis gives them to those who listen at that moment and keeps none: who was cut off takes everything for changed.</summary>
internal sealed class RedisNotices(Redis redis, Notices notices) : BackgroundService
{
    private static readonly RedisChannel Channel = RedisChannel.Literal("markdwell:notices");

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var connection = await redis.ConnectionAsync().WaitAsync(stoppingToken);
        var subscriber = connection.GetSubscriber();
        notices.SendBy(notice => Send(subscriber, notice));
        connection.ConnectionRestored += (_, _) => notices.MissSome();

        // While Redis is away this is noted, and done when it comes.
        await subscriber.SubscribeAsync(Channel, (_, message) => Hear(message), CommandFlags.FireAndForget);
    }

    /// <summary>Nobody waits for it: whoever has just saved something has saved it, whether others know or not.</summary>
    private void Send(ISubscriber subscriber, Notice notice)
    {
        try
        {
            if (redis.IsThere)
            {
                subscriber.Publish(Channel, notice.ToString(), CommandFlags.FireAndForget);
            }
        }
        catch (RedisException)
        {
            // It went away a moment ago. The others find out by themselves, as they do without it.
        }
    }

    private void Hear(RedisValue message)
    {
        if (Notice.Read(message) is { } notice)
        {
            notices.Hear(notice);
        }
    }
}
