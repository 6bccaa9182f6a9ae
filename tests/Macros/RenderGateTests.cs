using Markdwell.Services;
using Markdwell.Tests.Hosting;

namespace Markdwell.Tests.Macros;

public sealed class RenderGateTests : IDisposable
{
    private const int Acme = 1;
    private const int Globex = 2;

    private readonly RenderGate gate = new(TimeProvider.System);
    private readonly SemaphoreSlim begun = new(0);
    private readonly ManualResetEventSlim end = new();

    [Fact]
    public async Task One_tenant_never_has_all_places()
    {
        var hostile = await RenderLongAsync(RenderGate.Places * 2);

        Assert.Equal("shown", await gate.RenderAsync(Globex, () => "shown", MarkdwellApp.Cancel));

        end.Set();
        Assert.All(await Task.WhenAll(hostile), Assert.NotNull);
    }

    [Fact]
    public async Task Whose_turn_does_not_come_in_time_gets_nothing_and_renders_nothing()
    {
        var hostile = await RenderLongAsync(RenderGate.Places / 2);
        var isRendered = false;

        var late = await gate.RenderAsync(Acme, () => $"{isRendered = true}", MarkdwellApp.Cancel, TimeSpan.FromMilliseconds(20));

        Assert.Null(late);
        Assert.False(isRendered);
        end.Set();
        await Task.WhenAll(hostile);
        Assert.NotNull(await gate.RenderAsync(Acme, () => "shown", MarkdwellApp.Cancel));
    }

    [Fact]
    public async Task Who_leaves_waits_no_longer()
    {
        using var leaving = new CancellationTokenSource();
        var hostile = await RenderLongAsync(RenderGate.Places / 2);
        var waiting = gate.RenderAsync(Acme, () => "shown", leaving.Token);

        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        end.Set();
        await Task.WhenAll(hostile);
    }

    [Fact]
    public async Task A_fault_gives_its_place_back()
    {
        for (var time = 0; time < RenderGate.Places * 2; time++)
        {
            await Assert.ThrowsAsync<InvalidOperationException>(() => gate.RenderAsync<string>(Acme, () => throw new InvalidOperationException(), MarkdwellApp.Cancel));
        }

        Assert.NotNull(await gate.RenderAsync(Acme, () => "shown", MarkdwellApp.Cancel));
    }

    public void Dispose()
    {
        gate.Dispose();
        begun.Dispose();
        end.Dispose();
    }

    /// <returns>Acme's texts, once as many of them are being rendered as ever are.</returns>
    private async Task<List<Task<string?>>> RenderLongAsync(int texts)
    {
        string Render()
        {
            begun.Release();
            return $"{end.Wait(TimeSpan.FromMinutes(1))}";
        }

        var rendering = Enumerable.Range(0, texts).Select(_ => Task.Run(() => gate.RenderAsync(Acme, Render, MarkdwellApp.Cancel))).ToList();
        for (var place = 0; place < RenderGate.Places / 2; place++)
        {
            await begun.WaitAsync(MarkdwellApp.Cancel);
        }

        return rendering;
    }
}
