using System.Net;

namespace Markdwell.Tests.E2E.Hosting;

/// <summary>
/// Somebody who works on items of his own in a checklist of many, as fast as he is answered, and remembers what he was promised. Where
/// nobody answers he sends the same once more, as the panel does.
/// </summary>
internal sealed class Colleague(NoteClient note, string name, Random random)
{
    private const int MostItems = 24;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly List<Promise> promises = [];
    private int made;

    /// <summary>What has to stand in the note, in the order in which it was added.</summary>
    public IReadOnlyList<string> Lines => [.. promises.Select(promise => $"- [{(promise.IsDone ? 'x' : ' ')}] {promise.Label}")];

    /// <summary>How often the same was sent again.</summary>
    public int Resends { get; private set; }

    public async Task WorkAsync(int operations, Action acknowledged)
    {
        for (var i = 0; i < operations; i++)
        {
            await DoAsync();
            acknowledged();
        }
    }

    private Task DoAsync()
    {
        var wish = promises.Count == 0 ? 0 : random.Next(100);
        var at = random.Next(Math.Max(1, promises.Count));
        return wish switch
        {
            < 45 when promises.Count < MostItems => AddAsync(),
            < 75 => TickAsync(at),
            < 90 => EditAsync(at),
            _ => RemoveAsync(at),
        };
    }

    private async Task AddAsync()
    {
        var label = $"{name} {made++}";
        var answer = await SendAsync(id => new { type = "add", id, after = (int?)null, heading = (int?)null, text = label });
        promises.Add(new(Assert.Single(answer.State.Items, item => item.Label == label).Id, label, IsDone: false));
    }

    private async Task TickAsync(int at)
    {
        var promise = promises[at];
        await SendAsync(id => new { type = "tick", id, item = promise.Item, isDone = !promise.IsDone });
        promises[at] = promise with { IsDone = !promise.IsDone };
    }

    private async Task EditAsync(int at)
    {
        var (promise, label) = (promises[at], $"{name} {made++}");
        await SendAsync(id => new { type = "edit", id, item = promise.Item, was = promise.Label, label });
        promises[at] = promise with { Label = label };
    }

    private async Task RemoveAsync(int at)
    {
        var promise = promises[at];
        await SendAsync(id => new { type = "remove", id, item = promise.Item, was = promise.Label });
        promises.RemoveAt(at);
    }

    private async Task<PanelAnswer> SendAsync(Func<Guid, object> operation)
    {
        var (id, since) = (Guid.NewGuid(), DateTime.UtcNow);
        while (true)
        {
            try
            {
                var answer = await note.ChangeAsync(operation(id));
                var result = Assert.Single(answer.Results);
                Assert.Equal((id, "ok"), (result.Id, result.Outcome));
                return answer;
            }
            catch (Exception e) when (MayBeSentAgain(e) && DateTime.UtcNow - since < Limit)
            {
                Resends++;
                await Task.Delay(Pause);
            }
        }
    }

    // No answer, half an answer, or the app while it starts.
    private static bool MayBeSentAgain(Exception failure) =>
        failure is IOException or HttpRequestException { StatusCode: null or HttpStatusCode.ServiceUnavailable };

    private sealed record Promise(int Item, string Label, bool IsDone);
}
