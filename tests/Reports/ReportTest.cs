namespace Markdwell.Tests.Reports;

public abstract class ReportTest : IAsyncLifetime
{
    private protected ReportStand Stand { get; private set; } = null!;

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public virtual async ValueTask InitializeAsync() => Stand = await ReportStand.CreateAsync();

    public async ValueTask DisposeAsync()
    {
        await Stand.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
