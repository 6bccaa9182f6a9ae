using Microsoft.Extensions.Options;

namespace Markdwell.Services.Connect;

/// <summary>
/// The lists' defaults. Not in appsettings.json: configuration merges lists by position, so a shorter list of the
/// operator's would keep the rest of the default, and with it hosts that he meant to leave out.
/// </summary>
internal sealed class ConnectDefaults : IPostConfigureOptions<ConnectOptions>
{
    private static readonly string[] InstallKeysUrls =
    [
        "https://connect-install-keys.atlassian.com",
        "https://asap-distribution.us-west-2.prod.atl-asap.net",
    ];

    private static readonly string[] AllowedHosts = ["*.atlassian.net", "*.jira.com"];

    public void PostConfigure(string? name, ConnectOptions options)
    {
        options.BaseUrl = options.BaseUrl.Trim().TrimEnd('/');
        Fill(options.InstallKeysUrls, InstallKeysUrls);
        Fill(options.AllowedHosts, AllowedHosts);
    }

    private static void Fill(IList<string> list, string[] defaults)
    {
        if (list.Count > 0)
        {
            return;
        }

        foreach (var item in defaults)
        {
            list.Add(item);
        }
    }
}
