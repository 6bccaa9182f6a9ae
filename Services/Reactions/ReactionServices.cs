using Markdwell.Services.Reactions.Comments;
using Markdwell.Services.Settings;
using Microsoft.Extensions.Options;

namespace Markdwell.Services.Reactions;

internal static class ReactionServices
{
    public static void AddReactions(this IServiceCollection services)
    {
        services.AddOptions<ReactionOptions>().BindConfiguration("Reactions").ValidateOnStart();
        services.AddSingleton<IValidateOptions<ReactionOptions>, ReactionOptionsValidator>();
        services.AddSingleton<ReactionTurns>();
        services.AddSingleton<ReactionFailures>();
        services.AddSingleton<IssueCommentCalls>();
        services.AddSingleton<PageCommentCalls>();
        services.AddSingleton<PageFiles>();
        services.AddSingleton(OpenItems);
        services.AddSingleton(BrokenSource);
    }

    // Their parts are this room's own business, so the container does not see how they are made.
    private static OpenItemsReaction OpenItems(IServiceProvider services) => new(
        services.GetRequiredService<ReactionTurns>(),
        services.GetRequiredService<ReactionFailures>(),
        services.GetRequiredService<IssueCommentCalls>(),
        services.GetRequiredService<SettingsStore>());

    private static BrokenSourceReaction BrokenSource(IServiceProvider services) => new(
        services.GetRequiredService<ReactionTurns>(),
        services.GetRequiredService<ReactionFailures>(),
        services.GetRequiredService<PageCommentCalls>(),
        services.GetRequiredService<PageFiles>(),
        services.GetRequiredService<SettingsStore>(),
        services.GetRequiredService<TimeProvider>());
}
