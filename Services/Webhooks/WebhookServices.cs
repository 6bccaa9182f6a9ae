using Markdwell.Models;
using Markdwell.Services.Jobs;
using Markdwell.Services.Webhooks.Work;

namespace Markdwell.Services.Webhooks;

internal static class WebhookServices
{
    public static void AddWebhooks(this IServiceCollection services)
    {
        services.AddSingleton<WebhookInbox>();

        services.AddSingleton<ContentSearch>();
        services.AddSingleton<KnownSubjects>();
        services.AddSingleton<IssueWork>();
        services.AddSingleton<PageWork>();
        services.AddSingleton<SourceWork>();
        services.AddSingleton<ForgetWork>();
        services.AddSingleton(provider => new JobHandler(JobKind.Issue, provider.GetRequiredService<IssueWork>().WorkAsync));
        services.AddSingleton(provider => new JobHandler(JobKind.Page, provider.GetRequiredService<PageWork>().WorkAsync));
        services.AddSingleton(provider => new JobHandler(JobKind.Source, provider.GetRequiredService<SourceWork>().WorkAsync));
        services.AddSingleton(provider => new JobHandler(JobKind.Forget, provider.GetRequiredService<ForgetWork>().WorkAsync));
    }
}
