using Markdwell.Services.Atlassian;
using Markdwell.Services.Connect;
using Markdwell.Services.Sources.Connections;

namespace Markdwell.Pages.Settings;

/// <summary>The list as it is after an action, as a piece of HTML.</summary>
[ExpectsToken(TokenKind.Context)]
public sealed class ListModel(ViewerRights rights, ConnectionStore store, SourceUses uses, TimeProvider clock) : AdminPage(rights)
{
    public ConnectionList List { get; private set; } = new([], []);

    public async Task OnGetAsync(CancellationToken cancellationToken) => List = await ConnectionList.ReadAsync(Tenant, store, uses, clock, cancellationToken);
}
