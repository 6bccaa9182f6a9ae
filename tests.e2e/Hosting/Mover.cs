using System.Globalization;
using System.Text.Json;

namespace Markdwell.Tests.E2E.Hosting;

/// <summary>
/// Somebody who works on one issue of Acme's in Jira itself: moves it from status to status and writes its note by hand. Whether required
/// items are open stays as it was at the start; all else changes.
/// </summary>
/// <param name="owes">Required items are open, and always one of them.</param>
internal sealed class Mover(Sandbox sandbox, JsonElement issue, bool owes, Random random)
{
    private static readonly string[] Statuses = ["To Do", "In Progress", "Done"];

    private readonly List<bool> extras = [.. Enumerable.Range(0, 3 + random.Next(4)).Select(_ => random.Next(2) == 0)];
    private int status;

    public string Id { get; } = issue.GetProperty("id").GetString()!;

    public string Key { get; } = issue.GetProperty("key").GetString()!;

    public bool Owes => owes;

    /// <summary>At the end.</summary>
    public bool IsDone => status == 2;

    public bool WasDone { get; private set; }

    /// <summary>What a report has to know: all, done, required, required and done, and the status.</summary>
    public (long Total, long Done, long Mandatory, long MandatoryDone, long Status) Truth
    {
        get
        {
            var (ticked, must) = (extras.LongCount(isDone => isDone), owes ? 0 : 1);
            return owes
                ? (extras.Count + 1, ticked, extras.Count + 1, ticked, status)
                : (extras.Count + 1, ticked + must, 1, 1, status);
        }
    }

    /// <summary>What a comment has to name, in the order of the note.</summary>
    public IEnumerable<string> OpenItems => owes ? extras.Select((isDone, i) => (isDone, i)).Where(extra => !extra.isDone).Select(extra => Extra(extra.i)).Prepend(Must) : [];

    public IEnumerable<string> DoneItems => extras.Select((isDone, i) => (isDone, i)).Where(extra => extra.isDone).Select(extra => Extra(extra.i));

    private string Must => $"Sign {Key} off";

    public Task WorkAsync()
    {
        if (random.Next(3) == 0)
        {
            return EditAsync();
        }

        status = (status + 1 + random.Next(2)) % Statuses.Length;
        WasDone |= IsDone;
        return sandbox.PutAsync($"acme/issues/{Key}", new { status = Statuses[status] });
    }

    /// <summary>Ticks an item, or takes a tick away, by hand.</summary>
    public Task EditAsync()
    {
        var at = random.Next(extras.Count);
        extras[at] = !extras[at];
        return WriteAsync();
    }

    public Task WriteAsync()
    {
        var lines = extras.Select((isDone, i) => Line(isDone, (owes ? "" : "? ") + Extra(i))).Prepend(Line(!owes, Must));
        return sandbox.PutAsync($"acme/issues/{Key}/properties/markdwell.note", new { version = 1, revision = 1, text = string.Concat(lines) });
    }

    public async Task<List<string>> CommentsAsync() =>
        [.. (await sandbox.GetAsync($"acme/issues/{Key}/comments")).EnumerateArray().Select(comment => comment.GetProperty("body").GetRawText())];

    private static string Line(bool isDone, string label) => $"- [{(isDone ? 'x' : ' ')}] {label}\n";

    private static string Extra(int i) => string.Create(CultureInfo.InvariantCulture, $"Step {(char)('A' + i)} of it");
}
