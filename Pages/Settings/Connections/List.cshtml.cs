using Markdwell.Services.Atlassian;
using Markdwell.Services.Connect;
using Markdwell.Services.Sources.Connections;

namespace Markdwell.Pages.Settings.Connections;

/// <summary>The list as it is after an action, as a piece of HTML.</summary>
[ExpectsToken(TokenKind.Context)]
public sealed class ListModel(ViewerRights rights, ConnectionStore store, SourceUses uses, TimeProvider clock) : ConnectionListPage(rights, store, uses, clock);
