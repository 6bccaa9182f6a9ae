using Markdwell.Models;
using Markdwell.Services.Atlassian;
using Microsoft.EntityFrameworkCore;

namespace Markdwell.Pages.Settings.Activity;

/// <summary>A page that shows what happens now.</summary>
public abstract class ActivityPage(ViewerRights rights, ActivityReader reader, IDbContextFactory<AppDbContext> database) : AdminPage(rights)
{
    public SiteActivity Activity { get; private set; } = null!;

    public AppFacts App { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        App = AppFacts.Of(db);
        Activity = await reader.ReadAsync(Tenant, cancellationToken);
    }
}
