using Markdwell.Services.Instances;
using Markdwell.Tests.Hosting;

namespace Markdwell.Tests.Instances;

public sealed class ReadingsTests : IDisposable
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(30);

    private readonly Clock clock = new();
    private readonly Notices notices = new();
    private readonly Readings<int, string> readings;
    private TaskCompletionSource? gate;
    private string? value = "one";
    private int count;

    public ReadingsTests() => readings = new(new(notices, Topic.Settings), clock, Lifetime, ReadAsync);

    public void Dispose() => readings.Dispose();

    [Fact]
    public async Task What_was_read_is_believed_until_it_is_too_old()
    {
        Assert.Equal(("one", "one", 1), (await FindAsync(), await FindAsync(), count));

        value = "two";
        clock.Advance(Lifetime - TimeSpan.FromSeconds(1));
        Assert.Equal("one", await FindAsync());
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(("two", 2), (await FindAsync(), count));
    }

    [Fact]
    public async Task A_change_here_or_on_another_instance_or_one_that_was_missed_is_read()
    {
        var changes = new Action[] { () => readings.Changed(1), () => notices.Hear(new(Topic.Settings, "1")), notices.MissSome };
        foreach (var change in changes)
        {
            await FindAsync();
            value += "!";
            change();
            Assert.Equal(value, await FindAsync());
        }

        Assert.Equal("one!!!", value);
    }

    [Fact]
    public async Task Whoever_asks_after_a_change_joins_no_reading_from_before_it_and_finds_none_of_it_later()
    {
        gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var before = FindAsync();
        while (count == 0)
        {
            await Task.Delay(1, MarkdwellApp.Cancel);
        }

        (var opened, gate, value) = (gate, null, "two");
        readings.Changed(1);
        Assert.Equal("two", await FindAsync());
        opened.SetResult();

        Assert.Equal("one", await before);
        Assert.Equal("two", await FindAsync());
    }

    [Fact]
    public async Task Of_many_who_ask_at_once_one_reads()
    {
        gate = new();
        var found = Enumerable.Range(0, 20).Select(_ => FindAsync()).ToList();
        gate.SetResult();

        Assert.All(await Task.WhenAll(found), one => Assert.Equal("one", one));
        Assert.Equal(1, count);
    }

    [Fact]
    public async Task Nothing_is_not_remembered()
    {
        value = null;
        Assert.Null(await FindAsync());
        value = "one";
        Assert.Equal("one", await FindAsync());
    }

    private Task<string?> FindAsync() => readings.FindAsync(1, MarkdwellApp.Cancel).AsTask();

    private async Task<string?> ReadAsync(int subject)
    {
        var read = value;
        Interlocked.Increment(ref count);
        await (gate?.Task ?? Task.CompletedTask);
        return read;
    }
}
