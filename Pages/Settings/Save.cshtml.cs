using Markdwell.Services.Atlassian;
using Markdwell.Services.Connect;
using Markdwell.Services.Settings;
using Microsoft.AspNetCore.Mvc;

namespace Markdwell.Pages.Settings;

/// <summary>Saves settings, all of them or none.</summary>
[ExpectsToken(TokenKind.Context)]
public sealed class SaveModel(ViewerRights rights, SettingsStore store) : AdminPage(rights)
{
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (await FormBody.ReadAsync<SettingsForm>(Request, cancellationToken) is not { } form)
        {
            return FormAnswer.Unreadable;
        }

        var before = await store.ReadAsync(Tenant, cancellationToken);
        if (form.Read(Product, before.Settings, out var settings) is { Count: > 0 } faults)
        {
            return FormAnswer.Wrong(faults);
        }

        var outcome = await store.SaveAsync(Tenant, AccountId, settings, form.Version, cancellationToken);
        return SettingsAnswer.For(outcome, "Saved. The next view shows it.", Product, await store.ReadAsync(Tenant, cancellationToken));
    }
}
