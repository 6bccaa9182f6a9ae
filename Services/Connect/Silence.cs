using Microsoft.Extensions.Options;

namespace Markdwell.Services.Connect;

/// <summary>
/// Keeps two categories of the server out of every log: they write the addresses of requests, and those of frames hold
/// tokens. A rule that names a log provider beats one that names none, so each provider that has rules gets its own.
/// </summary>
internal sealed class Silence : IPostConfigureOptions<LoggerFilterOptions>
{
    private static readonly string[] Categories = ["Microsoft.AspNetCore.Hosting.Diagnostics", "Microsoft.AspNetCore.Server.Kestrel.BadRequests"];

    public void PostConfigure(string? name, LoggerFilterOptions options)
    {
        foreach (var provider in options.Rules.Select(rule => rule.ProviderName).Append(null).Distinct(StringComparer.Ordinal).ToList())
        {
            foreach (var category in Categories)
            {
                options.Rules.Add(new LoggerFilterRule(provider, category, LogLevel.None, filter: null));
            }
        }
    }
}
