using Markdwell.Models;
using Markdwell.Services.Atlassian;
using Markdwell.Services.Connect;
using Markdwell.Services.Retention;
using Markdwell.Services.Settings;
using Microsoft.AspNetCore.Mvc;

namespace Markdwell.Pages.Settings;

/// <summary>Erases what is kept for a site, once its name was typed: nobody does that by a slip.</summary>
[ExpectsToken(TokenKind.Context)]
public sealed class EraseModel(ViewerRights rights, Erasure erasure, SettingsStore settings, AuditLog audit) : AdminPage(rights)
{
    // To leave no trace, a file that holds all sites is written anew, and they wait for it.
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (await FormBody.ReadAsync<EraseForm>(Request, cancellationToken) is not { } form)
        {
            return FormAnswer.Unreadable;
        }

        if (!string.Equals(form.Confirmation?.Trim(), NameOf(Tenant), StringComparison.OrdinalIgnoreCase))
        {
            return FormAnswer.Wrong(new Dictionary<string, string>(StringComparer.Ordinal) { ["confirmation"] = $"Type {NameOf(Tenant)} to confirm that you mean it." });
        }

        if (await audit.HasAsync(Tenant, AuditAction.DataErased, Pause, cancellationToken))
        {
            return FormAnswer.Refused(
                StatusCodes.Status429TooManyRequests, $"Everything was erased within the last {(int)Pause.TotalMinutes} minutes. Nothing was erased now; try again later.");
        }

        if (await erasure.EraseNowAsync(Tenant, cancellationToken) is > 0 and var unwritten)
        {
            var notes = unwritten == 1 ? "One note has" : $"{unwritten:N0} notes have";
            return FormAnswer.Refused(
                StatusCodes.Status409Conflict, $"Nothing was erased. {notes} changes that Jira does not hold yet: they would be lost. The page “Markdwell activity” says why; try again when Jira has them.");
        }

        await audit.WriteAsync(Tenant, AccountId, AuditAction.DataErased, "", cancellationToken);
        return SettingsAnswer.For(SaveOutcome.Done, "Everything is erased. Settings are at their defaults.", Product, await settings.ReadAsync(Tenant, cancellationToken));
    }

    /// <summary>The site as people know it.</summary>
    internal static string NameOf(Tenant tenant) => new Uri(tenant.BaseUrl).Authority;

    private sealed record EraseForm(string? Confirmation);
}
