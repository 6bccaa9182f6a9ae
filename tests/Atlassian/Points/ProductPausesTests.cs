using System.Net;
using Markdwell.Models;
using Markdwell.Services.Atlassian;
using Markdwell.Services.Atlassian.Points;
using Markdwell.Tests.Hosting;
using Markdwell.Tests.Observing;
using Microsoft.Extensions.DependencyInjection;
using static Markdwell.Tests.Hosting.MarkdwellApp;

namespace Markdwell.Tests.Atlassian.Points;

/// <summary>A site whose product asked to wait, or fails, is left alone.</summary>
public sealed class ProductPausesTests : IAsyncLifetime
{
    private const string Issue = "https://acme.atlassian.net/rest/api/3/issue/1";

    private readonly MarkdwellApp app = new();
    private Tenant acme = null!;
    private Tenant globex = null!;

    public async ValueTask InitializeAsync()
    {
        await app.InstallAllAsync();
        var tenants = await app.TenantsAsync();
        (acme, globex) = (tenants.Single(t => t.ClientKey == app.AcmeJira.ClientKey), tenants.Single(t => t.ClientKey == app.GlobexJira.ClientKey));
        app.Internet.OnJson("GET", Issue.Replace("acme", "globex", StringComparison.Ordinal), """{"id":"1","key":"A-1"}""");
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task Told_to_wait_an_hour_the_app_asks_that_site_nothing_and_asks_again_afterwards()
    {
        using var measured = new Measured(app);
        app.Internet.On("GET", Issue, _ => Refusal("jira-quota-tenant-based", seconds: 3000));
        Assert.Equal((CallOutcome.RateLimited, 3000), await AskAsync(acme));

        for (var i = 0; i < 20; i++)
        {
            Assert.Equal(CallOutcome.RateLimited, (await AskAsync(acme)).Outcome);
        }

        Assert.Equal(1, app.Internet.Count(Issue));
        Assert.Equal(20, measured.Count("markdwell.product.calls.held product=jira reason=Pause urgency=View"));
        Assert.Contains(acme.Id, app.Services.GetRequiredService<ProductPauses>().Paused());
        Assert.Equal(CallOutcome.Ok, (await AskAsync(globex)).Outcome);

        app.Internet.OnJson("GET", Issue, """{"id":"1","key":"A-1"}""");
        app.Clock.Advance(TimeSpan.FromSeconds(3001));
        Assert.Equal(CallOutcome.Ok, (await AskAsync(acme)).Outcome);
        Assert.Empty(app.Services.GetRequiredService<ProductPauses>().Paused());
    }

    [Theory]
    [InlineData("jira-burst-based")]
    [InlineData("jira-per-issue-on-write")]
    public async Task A_limit_of_one_address_or_issue_says_nothing_of_the_others(string reason)
    {
        app.Internet.On("GET", Issue, _ => Refusal(reason, seconds: 60));

        await AskAsync(acme);
        await AskAsync(acme);

        Assert.Equal(2, app.Internet.Count(Issue));
    }

    [Fact]
    public async Task A_site_that_has_failed_again_and_again_is_not_waited_for_each_time()
    {
        app.Internet.OnJson("GET", Issue, "{}", HttpStatusCode.NotImplemented);
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(CallOutcome.Unavailable, (await AskAsync(acme)).Outcome);
        }

        var asked = app.Internet.Count(Issue);
        Assert.Equal((CallOutcome.Unavailable, null), await AskAsync(acme));
        Assert.Equal(asked, app.Internet.Count(Issue));
        Assert.Equal(CallOutcome.Ok, (await AskAsync(globex)).Outcome);

        app.Internet.OnJson("GET", Issue, """{"id":"1","key":"A-1"}""");
        app.Clock.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal(CallOutcome.Ok, (await AskAsync(acme)).Outcome);
    }

    private async Task<(CallOutcome Outcome, int? Pause)> AskAsync(Tenant tenant)
    {
        var answer = await app.Services.GetRequiredService<ProductClients>().For<IJiraApi>(tenant).GetIssueAsync("1", "id", null, Cancel).AnswerAsync();
        return (answer.Outcome, (int?)answer.Pause?.TotalSeconds);
    }

    private static HttpResponseMessage Refusal(string reason, int seconds)
    {
        var response = Internet.Json("{}", HttpStatusCode.TooManyRequests);
        response.Headers.RetryAfter = new(TimeSpan.FromSeconds(seconds));
        response.Headers.Add("RateLimit-Reason", reason);
        return response;
    }
}
