using Markdwell.Tests.Hosting;

namespace Markdwell.Tests.Macros;

/// <summary>The app installed everywhere, and Acme's Confluence to answer it.</summary>
public abstract class MacroTest : IAsyncLifetime
{
    protected MacroTest() => Confluence = new(App);

    protected MarkdwellApp App { get; } = new();

    protected AcmeConfluence Confluence { get; }

    public async ValueTask InitializeAsync() => await App.InstallAllAsync();

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
