using Markdwell.Services.Atlassian;
using Markdwell.Services.Connect;
using Markdwell.Services.Settings;
using Microsoft.AspNetCore.Mvc;

namespace Markdwell.Pages.Settings;

/// <summary>Puts all settings back to their defaults.</summary>
[ExpectsToken(TokenKind.Context)]
public sealed class ResetModel(ViewerRights rights, SettingsStore store) : AdminPage(rights)
{
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (await FormBody.ReadAsync<SettingsForm>(Request, cancellationToken) is not { } form)
        {
            return FormAnswer.Unreadable;
        }

        var outcome = await store.ResetAsync(Tenant, AccountId, form.Version, cancellationToken);
        return SettingsAnswer.For(outcome, "All settings are at their defaults.", Product, await store.ReadAsync(Tenant, cancellationToken));
    }
}
