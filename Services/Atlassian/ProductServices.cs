using Markdwell.Services.Atlassian.Points;
using Microsoft.Extensions.Options;

namespace Markdwell.Services.Atlassian;

internal static class ProductServices
{
    public static void AddProducts(this IServiceCollection services)
    {
        services.AddOptions<PointsOptions>().BindConfiguration("Products").ValidateOnStart();
        services.AddSingleton<IValidateOptions<PointsOptions>, PointsOptionsValidator>();
        services.AddSingleton<PointsBudget>();
        services.AddSingleton<PointsSharing>();
        services.AddHostedService(provider => provider.GetRequiredService<PointsSharing>());
        services.AddSingleton<ProductPauses>();
        services.AddProductHandler();
        services.AddSingleton<RateBudgets>();
        services.AddSingleton<ProductClients>();
        services.AddSingleton<ViewerRights>();
    }
}
