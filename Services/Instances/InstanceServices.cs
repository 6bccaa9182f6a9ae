using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.StackExchangeRedis;
using StackExchange.Redis;

namespace Markdwell.Services.Instances;

/// <summary>What lets several instances behave as one; by itself, an instance is one that nobody tells anything.</summary>
internal static class InstanceServices
{
    private const long MaxBytesInMemory = 32 * 1024 * 1024;
    private const int MaxBytesOfEntry = 8 * 1024 * 1024;

    // Behind Redis there is always a way without it, which takes not much longer.
    private const int PatienceMilliseconds = 250;

    public static void AddInstances(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<Notices>();
        if (builder.Configuration.GetConnectionString("Redis") is { Length: > 0 } redis)
        {
            builder.Services.AddRedis(Read(redis));
        }

        builder.Services.AddSingleton<Salts>();
        builder.Services.AddMemoryCache(memory => memory.SizeLimit = MaxBytesInMemory);
        builder.Services.AddHybridCache(cache => cache.MaximumPayloadBytes = MaxBytesOfEntry);
        builder.Services.AddSingleton<SharedCache>();
        builder.AddGracefulStop();
    }

    private static void AddRedis(this IServiceCollection services, ConfigurationOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton<Redis>();
        services.AddHostedService(provider => provider.GetRequiredService<Redis>());
        services.AddHostedService<RedisNotices>();
        services.AddSingleton<IDistributedCache>(provider => new RedisCache(new RedisCacheOptions
        {
            ConnectionMultiplexerFactory = provider.GetRequiredService<Redis>().ConnectionAsync,
            InstanceName = "markdwell:cache:",
        }));
    }

    private static ConfigurationOptions Read(string connection)
    {
        try
        {
            var options = ConfigurationOptions.Parse(connection);
            if (options.EndPoints.Count > 0)
            {
                options.AbortOnConnectFail = false;
                options.BacklogPolicy = BacklogPolicy.FailFast;
                options.AsyncTimeout = options.SyncTimeout = PatienceMilliseconds;
                return options;
            }
        }
        catch (ArgumentException)
        {
            // Its words may hold the password.
        }

        throw new SettingException("ConnectionStrings__Redis must name a Redis, such as redis.example.com:6379,password=…,ssl=true.");
    }

    private static void AddGracefulStop(this WebApplicationBuilder builder)
    {
        var options = builder.Configuration.GetSection("Stop").Get<StopOptions>() ?? new();
        if (options.Delay < TimeSpan.Zero || options.Delay > StopOptions.MaxDelay)
        {
            throw new SettingException($"Stop__Delay must be from 00:00:00 to {StopOptions.MaxDelay}.");
        }

        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton<GracefulStop>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<GracefulStop>());
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = options.Delay + StopOptions.Rest);
    }
}
