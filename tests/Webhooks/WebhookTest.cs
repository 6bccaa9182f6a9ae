using System.Net;
using Markdwell.Models;
using Markdwell.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Markdwell.Tests.Hosting.MarkdwellApp;

namespace Markdwell.Tests.Webhooks;

/// <summary>The app installed everywhere; what was told stays where it is, for nobody works on it.</summary>
public abstract class WebhookTest : IAsyncLifetime
{
    protected const string IssueUpdated = "/webhooks/jira/issue-updated";
    protected const string PageUpdated = "/webhooks/confluence/page-updated";

    protected MarkdwellApp App { get; } = new() { IsWorking = false };

    public async ValueTask InitializeAsync() => await App.InstallAllAsync();

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected Task<HttpStatusCode> PostAsync(Site site, string target, string body, string? token = null) =>
        SendAsync(site.Post(target, body, token ?? site.Token("POST", target, App.Now)));

    protected async Task<HttpStatusCode> SendAsync(HttpRequestMessage request)
    {
        using (request)
        {
            using var response = await App.Http.SendAsync(request, Cancel);
            return response.StatusCode;
        }
    }

    protected async Task<List<Job>> JobsAsync(Site? site = null)
    {
        await using var db = await OpenAsync();
        return await db.Jobs.AsNoTracking().Where(j => site == null || j.Tenant!.ClientKey == site.ClientKey).OrderBy(j => j.TenantId).ThenBy(j => j.Subject).ToListAsync(Cancel);
    }

    protected Task<AppDbContext> OpenAsync() => App.Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(Cancel);

    protected async Task<Tenant> TenantAsync(Site site) => (await App.TenantsAsync()).Single(tenant => tenant.ClientKey == site.ClientKey);

    protected async Task<(JobKind Kind, string Subject, JobHints Hints)?> ToldAsync(Site site, string target, string body)
    {
        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(site, target, body));
        return (await JobsAsync()).SingleOrDefault() is { } job ? (job.Kind, job.Subject, job.Hints) : null;
    }
}
