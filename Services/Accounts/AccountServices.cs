namespace Markdwell.Services.Accounts;

internal static class AccountServices
{
    public static void AddAccounts(this IServiceCollection services)
    {
        services.AddSingleton<AccountTurns>();
        services.AddSingleton<RememberedAccounts>();
        services.AddSingleton<AccountReports>();
        services.AddHostedService<AccountReporter>();
    }
}
