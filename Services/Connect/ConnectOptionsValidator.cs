using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace Markdwell.Services.Connect;

/// <summary>Stops the start with a sentence for each wrong setting, in the words an operator types.</summary>
internal sealed partial class ConnectOptionsValidator : IValidateOptions<ConnectOptions>
{
    private static readonly string[] OwnFolders = ["connect", "webhooks", "macros", "issues", "diagrams", "pictures", "reports", "settings", "jira", "confluence", "health", "css", "icons", "js", "lib"];

    public ValidateOptionsResult Validate(string? name, ConnectOptions options)
    {
        var faults = Faults(options).ToList();
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> Faults(ConnectOptions options)
    {
        if (options.BaseUrl.Length == 0)
        {
            yield return "Connect__BaseUrl is not set. Set it to the address under which Atlassian reaches this app, for example https://markdwell.example.com.";
        }
        else if (AddressFault("Connect__BaseUrl", options.BaseUrl, options.AllowInsecure) is { } baseUrlFault)
        {
            yield return baseUrlFault;
        }

        else if (OwnFolders.Contains(options.BasePath.Split('/').ElementAtOrDefault(1) ?? "", StringComparer.OrdinalIgnoreCase))
        {
            yield return $"Connect__BaseUrl is '{options.BaseUrl}'. Its path begins like one of the app's own, so a proxy that takes the path off would make them one. Choose another path.";
        }

        if (!AppKeyPattern().IsMatch(options.AppKey))
        {
            yield return $"Connect__AppKey is '{options.AppKey}'. Set it to 1 to 64 letters, digits, dots, hyphens or underscores.";
        }

        if (!Enum.IsDefined(options.InstallAuthentication))
        {
            yield return "Connect__InstallAuthentication is not known. Set it to Signed or SharedSecret.";
        }

        var keyHosts = options.InstallKeysUrls.Select((url, i) => AddressFault($"Connect__InstallKeysUrls__{i}", url, options.AllowInsecure));
        foreach (var fault in keyHosts.Append(AddressFault("Connect__AllJsUrl", options.AllJsUrl, options.AllowInsecure)).OfType<string>())
        {
            yield return fault;
        }

        foreach (var (host, i) in options.AllowedHosts.Select((host, i) => (host, i)).Where(h => !HostPattern().IsMatch(h.host)))
        {
            yield return $"Connect__AllowedHosts__{i} is '{host}'. Set it to a host name such as acme.atlassian.net, or *.atlassian.net for all below it; no scheme, no port, no path.";
        }
    }

    private static string? AddressFault(string setting, string value, bool allowInsecure)
    {
        if (!Uri.TryCreate(value, UriKind.Absolute, out var uri) || uri.Scheme is not ("https" or "http") || uri.Host.Length == 0)
        {
            return $"{setting} is '{value}'. Set it to an absolute https address.";
        }

        if (uri.Scheme != Uri.UriSchemeHttps && !allowInsecure)
        {
            return $"{setting} is '{value}'. It must begin with https:// (Connect__AllowInsecure=true lifts this, on a developer's machine only).";
        }

        return uri.UserInfo.Length + uri.Query.Length + uri.Fragment.Length > 0
            ? $"{setting} is '{value}'. It must have no user name, query or fragment."
            : null;
    }

    // https://developer.atlassian.com/cloud/jira/platform/connect-app-descriptor/
    [GeneratedRegex(@"\A[a-zA-Z0-9._-]{1,64}\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex AppKeyPattern();

    [GeneratedRegex(@"\A(\*\.)?[a-zA-Z0-9]([a-zA-Z0-9.-]*[a-zA-Z0-9])?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex HostPattern();
}
