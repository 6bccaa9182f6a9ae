using Markdwell.Models;
using Markdwell.Services.Atlassian;
using Markdwell.Services.Sources.Connections;

namespace Markdwell.Pages.Settings.Connections;

/// <summary>A page that shows the connections as they are now.</summary>
public abstract class ConnectionListPage(ViewerRights rights, ConnectionStore store, SourceUses uses, TimeProvider clock) : AdminPage(rights, Product.Confluence)
{
    public ConnectionList List { get; private set; } = new([], []);

    public async Task OnGetAsync(CancellationToken cancellationToken) => List = await ConnectionList.ReadAsync(Tenant, store, uses, clock, cancellationToken);
}
