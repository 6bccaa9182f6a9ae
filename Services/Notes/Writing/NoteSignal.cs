using System.Threading.Channels;

namespace Markdwell.Services.Notes.Writing;

/// <summary>Tells this instance's writer that there is something to write. Signals that nobody has seen yet are one.</summary>
internal sealed class NoteSignal
{
    private readonly Channel<bool> channel = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Set() => channel.Writer.TryWrite(true);

    public async Task WaitAsync(CancellationToken cancellationToken) => await channel.Reader.ReadAsync(cancellationToken);
}
