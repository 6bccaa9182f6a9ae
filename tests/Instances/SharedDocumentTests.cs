using System.Text;
using Markdwell.Services.Retention;
using Markdwell.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using StackExchange.Redis;
using static Markdwell.Tests.Hosting.MarkdwellApp;

namespace Markdwell.Tests.Instances;

/// <summary>What one instance has rendered, and what somebody who has got into Redis can do with it.</summary>
public sealed class SharedDocumentTests : IAsyncLifetime
{
    private const string Words = "What Acme keeps to itself";
    private const string Busy = "Markdwell has many texts to show just now.";

    private TwoInstances two = null!;
    private ConnectionMultiplexer redis = null!;

    public async ValueTask InitializeAsync()
    {
        two = await TwoInstances.StartAsync();
        redis = await ConnectionMultiplexer.ConnectAsync(two.Redis.Address);
        two.Hold($"# {Words}");
    }

    public async ValueTask DisposeAsync()
    {
        await redis.DisposeAsync();
        await two.DisposeAsync();
    }

    [Fact]
    public async Task The_other_does_not_render_it_again()
    {
        await RenderAsync(two.One.Acme);
        using var none = await two.NoRendersAsync(two.Other, two.One.Acme);

        Assert.Contains(Words, await TwoInstances.ShowAsync(two.Other, two.One.Acme), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Globex_gets_nothing_of_it_though_its_page_has_the_same_text()
    {
        await RenderAsync(two.One.Acme);
        using var none = await two.NoRendersAsync(two.Other, two.One.Globex);

        Assert.Contains(Busy, await BusyAsync(two.Other, two.One.Globex), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_entry_that_somebody_has_changed_is_made_anew()
    {
        var key = await RenderAsync(two.One.Acme);
        var entry = await EntryAsync(key);
        entry[^10] ^= 1;
        await redis.GetDatabase().HashSetAsync(key, "data", entry);
        Assert.Contains(Words, await TwoInstances.ShowAsync(two.Other, two.One.Acme), StringComparison.Ordinal);

        HasRejected();
    }

    [Fact]
    public async Task An_entry_in_the_place_of_another_is_made_anew()
    {
        // An attacker who can write into Redis would show readers of one page the text of another.
        var first = await RenderAsync(two.One.Acme);
        two.Hold("# Another", version: 8);
        var second = await RenderAsync(two.One.Acme, version: 8);
        var moved = Replace(await EntryAsync(first), NameOf(first), NameOf(second));
        await redis.GetDatabase().HashSetAsync(second, "data", moved);

        var shown = await TwoInstances.ShowAsync(two.Other, two.One.Acme, version: 8);

        Assert.Contains("Another", shown, StringComparison.Ordinal);
        Assert.DoesNotContain(Words, shown, StringComparison.Ordinal);
        HasRejected();
    }

    [Fact]
    public async Task Nobody_reads_it_in_Redis()
    {
        List<string> heard = [];
        await redis.GetSubscriber().SubscribeAsync(RedisChannel.Pattern("*"), (_, message) => heard.Add($"{message}"));
        var before = two.One.Acme.Secret;
        var key = await RenderAsync(two.One.Acme);
        two.One.Acme.Secret = Site.NewSecret();
        (await two.One.InstallAsync(two.One.Acme)).Dispose();
        await TwoInstances.EventuallyAsync(() => heard.Count > 0);

        var all = $"{string.Concat(heard)}{key}" + Encoding.Latin1.GetString(await EntryAsync(key));
        Assert.All((string[])[Words, "markdown", before, two.One.Acme.Secret, "acme.atlassian.net", "1001"], word => Assert.DoesNotContain(word, all, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task What_was_erased_is_found_by_nobody()
    {
        await RenderAsync(two.One.Acme);
        await two.One.Services.GetRequiredService<Erasure>().EraseNowAsync(await two.TenantAsync(two.One.Acme), Cancel);
        using var none = await two.NoRendersAsync(two.Other, two.One.Acme);

        Assert.Contains(Busy, await BusyAsync(two.Other, two.One.Acme), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Without_Redis_each_renders_for_itself(bool isGone)
    {
        if (isGone)
        {
            await two.Redis.KillAsync();
        }
        else
        {
            two.Redis.Freeze();
        }

        Assert.Contains(Words, await TwoInstances.ShowAsync(two.One, two.One.Acme), StringComparison.Ordinal);
        Assert.Contains(Words, await TwoInstances.ShowAsync(two.Other, two.One.Acme), StringComparison.Ordinal);
        Assert.Equal("ready", await two.Other.Http.GetStringAsync(new Uri("/health/ready", UriKind.Relative), Cancel));
        Assert.DoesNotContain(two.Other.Log.Lines, line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Messages_that_are_no_notices_do_nothing()
    {
        var subscriber = redis.GetSubscriber();
        foreach (var forged in (string[])["", " ", "Settings", "Settings x", "Settings 99999999999999999999", "7 1", "settings 1", "Settings,Tenant 1", "Burn 1", "Tenant ", "Salt -1", new('x', 100_000)])
        {
            await subscriber.PublishAsync(RedisChannel.Literal("markdwell:notices"), forged);
        }

        Assert.Contains(Words, await TwoInstances.ShowAsync(two.Other, two.One.Acme), StringComparison.Ordinal);
        Assert.DoesNotContain(two.Other.Log.Lines, line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    /// <returns>The key of the entry that the first instance has made.</returns>
    private async Task<RedisKey> RenderAsync(Site site, int version = 7)
    {
        var before = await KeysAsync();
        Assert.DoesNotContain(Busy, await TwoInstances.ShowAsync(two.One, site, version), StringComparison.Ordinal);
        await TwoInstances.EventuallyAsync(async () => (await KeysAsync()).Count > before.Count);
        return (await KeysAsync()).Except(before).Single();
    }

    /// <summary>The clock stands still, so that nobody's patience ends by itself.</summary>
    private static async Task<string> BusyAsync(MarkdwellApp app, Site site)
    {
        var shown = TwoInstances.ShowAsync(app, site);
        while (!shown.IsCompleted)
        {
            await Task.Delay(10, Cancel);
            app.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        return await shown;
    }

    private async Task<HashSet<RedisKey>> KeysAsync()
    {
        var keys = new HashSet<RedisKey>();
        await foreach (var key in redis.GetServers()[0].KeysAsync(pattern: "markdwell:cache:*"))
        {
            keys.Add(key);
        }

        return keys;
    }

    private async Task<byte[]> EntryAsync(RedisKey key) => (byte[])(await redis.GetDatabase().HashGetAsync(key, "data"))!;

    private static string NameOf(RedisKey key) => $"{key}".Split(':')[^1];

    private static byte[] Replace(byte[] entry, string name, string by) =>
        Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(entry).Replace(name, by, StringComparison.Ordinal));

    private void HasRejected() => Assert.Contains(two.Other.Log.Lines, line => line.Contains("An entry in Redis is not as this app wrote it", StringComparison.Ordinal));
}
