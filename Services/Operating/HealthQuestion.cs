using Microsoft.AspNetCore.Http;

namespace Markdwell.Services.Operating;

/// <summary>Asks the app that serves beside this process whether it can work.</summary>
internal static class HealthQuestion
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static async Task<bool> AskAsync(IConfiguration configuration)
    {
        // No proxy: what is asked for is on this machine.
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = Patience };
        try
        {
            using var answer = await http.GetAsync(Address(configuration));
            return answer.IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }

    /// <summary>Where the app listens, by the same settings as it does itself.</summary>
    internal static Uri Address(IConfiguration configuration)
    {
        var address = configuration["urls"] is { Length: > 0 } urls
            ? BindingAddress.Parse(urls.Split(';', StringSplitOptions.TrimEntries).FirstOrDefault(IsHttp) ?? throw Unreachable)
            : BindingAddress.Parse($"http://*:{configuration["http_ports"]?.Split(';')[0] ?? "5000"}");
        return new UriBuilder(address.Scheme, IsAny(address.Host) ? "127.0.0.1" : address.Host, address.Port, "/health/ready").Uri;
    }

    private static SettingException Unreachable => new("--health asks over http, and ASPNETCORE_URLS names no such address.");

    private static bool IsHttp(string address) => address.StartsWith("http://", StringComparison.OrdinalIgnoreCase);

    private static bool IsAny(string host) => host is "*" or "+" or "0.0.0.0" or "[::]";
}
