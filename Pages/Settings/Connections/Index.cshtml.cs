using Markdwell.Services.Atlassian;
using Markdwell.Services.Connect;
using Markdwell.Services.Sources.Connections;

namespace Markdwell.Pages.Settings.Connections;

/// <summary>The hosts that a site's texts may come from.</summary>
[ExpectsToken(TokenKind.Frame)]
public sealed class IndexModel(ViewerRights rights, ConnectionStore store, SourceUses uses, TimeProvider clock) : ConnectionListPage(rights, store, uses, clock);
