using Markdwell.Services.Notes;
using Markdwell.Services.Notes.Checklists;

namespace Markdwell.Tests.Notes;

/// <summary>One instance and Acme's issue.</summary>
public abstract class NoteTest : IAsyncLifetime
{
    protected const string Two = "- [ ] one\n- [ ] two";

    private protected NoteStand Stand { get; private set; } = null!;

    private protected NoteStand.Instance Here { get; private set; } = null!;

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public virtual async ValueTask InitializeAsync()
    {
        Stand = await NoteStand.CreateAsync();
        Here = Stand.Start();
    }

    public async ValueTask DisposeAsync()
    {
        await Stand.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected Task<NoteState> ReadAsync() => Here.Store.ReadAsync(Stand.Acme, JiraNote.Issue, Cancel);

    protected Task<ChangeAnswer> ChangeAsync(params Operation[] operations) => Here.Store.ChangeAsync(Stand.Acme, JiraNote.Issue, operations, Cancel);

    protected Task<ChangeAnswer> TickAsync(int item, bool isDone = true) => ChangeAsync(new Tick(Guid.NewGuid(), item, isDone));

    protected async Task<int> FirstItemAsync() => (await ReadAsync()).Checklist.Items[0].Id;

    /// <summary>The gap between two turns is over.</summary>
    protected void Wait() => Stand.Clock.Advance(TimeSpan.FromSeconds(2));
}
