using Microsoft.Extensions.Options;

namespace Markdwell.Services.Markdown;

internal static class MarkdownServices
{
    public static void AddMarkdown(this IServiceCollection services)
    {
        services.AddOptions<MarkdownOptions>().BindConfiguration("Markdown").ValidateOnStart();
        services.AddSingleton<IValidateOptions<MarkdownOptions>, MarkdownOptionsValidator>();

        services.AddSingleton<MarkdownLimits>();
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<MarkdownOptions>>().Value.ToDialect());
        services.AddSingleton<MarkdownRenderer>();
    }
}
