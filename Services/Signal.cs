using System.Threading.Channels;

namespace Markdwell.Services;

/// <summary>Tells this instance's worker that there is something to do. Signals that nobody has seen yet are one.</summary>
internal abstract class Signal
{
    private readonly Channel<bool> channel = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Set() => channel.Writer.TryWrite(true);

    public async Task WaitAsync(CancellationToken cancellationToken) => await channel.Reader.ReadAsync(cancellationToken);
}
