using Markdwell.Sandbox.Connect;
using Markdwell.Sandbox.Git;
using Markdwell.Sandbox.Rest.Confluence;
using Markdwell.Sandbox.Rest.Jira;
using Markdwell.Sandbox.Sites;

namespace Markdwell.Sandbox.Control;

/// <summary>What a browser test needs to drive the sandbox; only on the home page's listener. Described in README.md.</summary>
internal static class ControlEndpoints
{
    public static void MapControl(this WebApplication app, int port)
    {
        var home = app.MapGroup("").RequireHost($"*:{port}");
        home.MapGet("/install-keys/{kid}", (string kid, InstallKey key) =>
            key.IsAway ? Results.Text("away", statusCode: 503) : kid == key.Id ? Results.Text(key.PublicPem, "text/plain") : Results.NotFound());

        MediaHost.Map(home);

        var control = home.MapGroup("/sandbox");
        control.MapGet("/state", State);
        control.MapPost("/reset", (World world, Faults faults, CallLog log, GitHost git, PrivateService network, WriteLimit limit, AccountReports accounts, Webhooks webhooks, InstallKey key) =>
        {
            world.Reset();
            git.Reset();
            network.Forget();
            limit.Switch(on: true);
            faults.Clear();
            log.Clear();
            accounts.Clear();
            webhooks.LetGo();
            (key.IsAway, SiteClock.Ahead) = (false, TimeSpan.Zero);
            return Results.NoContent();
        });
        control.MapGet("/log", (CallLog log) => log.Calls);
        control.MapDelete("/log", (CallLog log) => log.Clear());
        control.MapGet("/log/counts", (CallLog log) => log.Counts);
        control.MapGet("/faults", (Faults faults) => faults.All);
        control.MapPost("/faults", (Fault fault, Faults faults) => faults.Add(fault));
        control.MapDelete("/faults", (Faults faults) => faults.Clear());

        control.MapPut("/install-keys/away", (InstallKey key) => { key.IsAway = true; });
        control.MapDelete("/install-keys/away", (InstallKey key) => { key.IsAway = false; });
        control.MapPut("/clock", (ClockWish wish) => { SiteClock.Ahead = TimeSpan.FromSeconds(wish.AheadSeconds); });

        control.MapPost("/page-tokens/expire", (PageTokens tokens) => tokens.Expire());

        AccountControl.Map(control.MapGroup("/accounts"));
        WriteLimitControl.Map(control.MapGroup("/write-limit"));
        GitControl.Map(control.MapGroup("/git"));

        var site = control.MapGroup("/{site}").AddEndpointFilter(KnownSite);
        InstallationControl.Map(site.MapGroup("/{product}"));
        HeldControl.Map(site.MapGroup("/{product}/held"));
        PageControl.Map(site.MapGroup("/pages"));
        PageControl.MapTrash(site.MapGroup("/trash"));
        IssueControl.Map(site.MapGroup("/issues"));
    }

    private static async ValueTask<object?> KnownSite(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (KeyNotFoundException e)
        {
            return Results.NotFound(new { message = e.Message });
        }
    }

    private sealed record ClockWish(int AheadSeconds);

    private static object State(World world, Webhooks webhooks, GitHost git, PrivateService network) => new
    {
        git = new { git.Address, git.Name, git.IsAway, repositories = git.Repositories.Select(r => new { r.FullName, r.IsPrivate, head = r.Find(null)?.Id }) },
        privateNetwork = new { isVisited = !network.Visits.IsEmpty, network.Visits },
        people = Person.All.Select(p => new { p.Handle, p.Name, p.AccountId, p.IsAdmin, p.MayEdit }),
        pendingWebhooks = webhooks.Pending,
        heldWebhooks = webhooks.Held.Count,
        sites = world.Sites.Select(s => new
        {
            s.Key,
            s.Address,
            tenants = s.Tenants.Select(t => new
            {
                product = t.Product.ToString(),
                t.ClientKey,
                t.BaseUrl,
                standing = t.Standing.ToString(),
                app = t.Descriptor?.Key,
                t.InstalledAt,
            }),
            pages = s.Pages.Select(p => new { p.Id, p.Title, version = p.Current.Number, macros = p.Current.Macros.Select(m => m.Id) }),
            issues = s.Issues.Select(i => new { i.Id, i.Key, i.Summary, i.Status, properties = i.Properties.All.Select(p => p.Key) }),
        }),
    };
}
