using Markdwell.Models;
using Markdwell.Services;
using Markdwell.Services.Atlassian;
using Markdwell.Services.Webhooks;
using Markdwell.Tests.Hosting;
using Markdwell.Tests.Sources;
using Microsoft.Extensions.DependencyInjection;
using static Markdwell.Tests.Hosting.AcmeConfluence;

namespace Markdwell.Tests.Macros;

/// <summary>What a page's first reader waits for after it was made ready.</summary>
public sealed class RenderAheadTests : IAsyncLifetime
{
    private const string Other = "5a3c0f00-0000-4000-8000-000000000002";

    private SourceStand stand = null!;
    private AcmeConfluence confluence = null!;

    public async ValueTask InitializeAsync()
    {
        stand = await SourceStand.CreateAsync();
        await stand.ConnectAsync(stand.Acme);
        stand.Holds(SourceStand.Commit1, "# One");
        confluence = new(stand.App);
        confluence.Permits(People.Carol, "read");
        confluence.HasPage(7, Stored("", parameters: $"""<ac:parameter ac:name="address">{SourceStand.Address}</ac:parameter>""") + Stored("# Body", Other));
    }

    public ValueTask DisposeAsync()
    {
        stand.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task The_first_reader_waits_for_the_question_whether_he_may_and_for_nothing_else()
    {
        Assert.Equal(CallOutcome.Ok, await AheadAsync(stand.Acme));
        var calls = stand.App.Internet.Calls.Count;
        using var none = await NoRendersAsync();

        Assert.Contains(">One<", await confluence.ShowsAsync(Macro(7), People.Carol), StringComparison.Ordinal);
        Assert.Contains(">Body<", await confluence.ShowsAsync(Macro(7).Replace(MacroId, Other, StringComparison.Ordinal), People.Carol), StringComparison.Ordinal);

        Assert.All(stand.App.Internet.Calls.Skip(calls), call => Assert.Contains("/permission/check", call.Uri.AbsoluteUri, StringComparison.Ordinal));
    }

    [Fact]
    public async Task It_holds_when_what_is_known_of_other_pages_is_read_anew()
    {
        // Half a minute later the page itself counts among those that show the file, and links in the file may lead there.
        await AheadAsync(stand.Acme);
        stand.App.Clock.Advance(TimeSpan.FromSeconds(45));
        using var none = await NoRendersAsync();

        Assert.Contains(">One<", await confluence.ShowsAsync(Macro(7), People.Carol), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_newer_version_is_another_text()
    {
        await AheadAsync(stand.Acme);
        confluence.HasPage(8, Stored("# Newer"));

        Assert.Contains(">Newer<", await confluence.ShowsAsync(Macro(8), People.Carol), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_may_not_see_the_page_sees_nothing_of_what_is_ready()
    {
        await AheadAsync(stand.Acme);

        using var response = await stand.App.OpenAsync(stand.App.Acme, Macro(7), People.Bob);

        Assert.DoesNotContain(">One<", await response.Content.ReadAsStringAsync(MarkdwellApp.Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Globex_gets_nothing_of_what_is_ready_for_Acme()
    {
        await AheadAsync(stand.Acme);
        stand.App.Internet.OnJson("POST", "https://globex.atlassian.net/wiki/rest/api/content/1001/permission/check", """{"hasPermission":true}""");
        stand.App.Internet.OnJson("GET", "https://globex.atlassian.net/wiki/api/v2/pages/1001", PageJson("1001", Stored("# Globex"), 7));

        using var response = await stand.App.OpenAsync(stand.App.Globex, Macro(7), People.Carol);
        var html = await response.Content.ReadAsStringAsync(MarkdwellApp.Cancel);

        Assert.Contains(">Globex<", html, StringComparison.Ordinal);
        Assert.DoesNotContain(">One<", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_is_gone_is_said_to_be()
    {
        confluence.HasNoPage();

        Assert.Equal(CallOutcome.NotFound, await AheadAsync(stand.Acme));
    }

    /// <summary>From now on no text of Acme's is rendered: others have all its places, and whoever wants one is told that it is busy.</summary>
    private async Task<IDisposable> NoRendersAsync()
    {
        var gate = stand.App.Services.GetRequiredService<RenderGate>();
        var end = new ManualResetEventSlim();
        using var begun = new SemaphoreSlim(0);
        string Hold()
        {
            begun.Release();
            return $"{end.Wait(TimeSpan.FromMinutes(1))}";
        }

        for (var place = 0; place < RenderGate.Places / 2; place++)
        {
            _ = Task.Run(() => gate.RenderAsync(stand.Acme.Id, Hold, MarkdwellApp.Cancel), MarkdwellApp.Cancel);
            await begun.WaitAsync(MarkdwellApp.Cancel);
        }

        return new Held(end);
    }

    private Task<CallOutcome> AheadAsync(Tenant tenant) => stand.App.Services.GetRequiredService<RenderAhead>()(tenant, "1001", MarkdwellApp.Cancel);

    private sealed class Held(ManualResetEventSlim end) : IDisposable
    {
        public void Dispose() => end.Set();
    }
}
