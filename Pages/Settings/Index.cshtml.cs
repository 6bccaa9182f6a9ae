using Markdwell.Services.Atlassian;
using Markdwell.Services.Connect;
using Markdwell.Services.Markdown.Dialect;
using Markdwell.Services.Settings;

namespace Markdwell.Pages.Settings;

/// <summary>What the administrators of a site may decide.</summary>
[ExpectsToken(TokenKind.Frame)]
public sealed class IndexModel(ViewerRights rights, SettingsStore store, ProductClients clients, DialectOptions dialect) : AdminPage(rights)
{
    public VersionedSettings Now { get; private set; } = new(SiteSettings.Default, 0);

    /// <summary>What has to be typed before everything is erased.</summary>
    public string SiteName => EraseModel.NameOf(Tenant);

    public string ConnectionsUrl => $"{Tenant.BaseUrl}/plugins/servlet/ac/{clients.AppKey}/markdwell-connections";

    public IEnumerable<IGrouping<SettingSection, Setting>> Sections => SettingTable.Of(Product).GroupBy(setting => setting.Section);

    public async Task OnGetAsync(CancellationToken cancellationToken) => Now = await store.ReadAsync(Tenant, cancellationToken);

    public bool IsOffForAll(Setting setting) => SettingHints.IsOffForAll(setting, dialect);
}
