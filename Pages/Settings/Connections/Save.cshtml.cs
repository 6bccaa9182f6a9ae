using Markdwell.Models;
using Markdwell.Services.Atlassian;
using Markdwell.Services.Connect;
using Markdwell.Services.Settings;
using Markdwell.Services.Sources.Connections;
using Microsoft.AspNetCore.Mvc;

namespace Markdwell.Pages.Settings.Connections;

/// <summary>Adds a connection, or changes one.</summary>
[ExpectsToken(TokenKind.Context)]
public sealed class SaveModel(ViewerRights rights, ConnectionStore store, AuditLog audit) : AdminPage(rights, Product.Confluence)
{
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (await FormBody.ReadAsync<ConnectionForm>(Request, cancellationToken) is not { } form)
        {
            return FormAnswer.Unreadable;
        }

        if (form.Read(out var values) is { Count: > 0 } faults)
        {
            return FormAnswer.Wrong(faults);
        }

        var outcome = form.Id is { } id
            ? await store.ChangeAsync(Tenant, id, form.Version, values, cancellationToken)
            : await store.AddAsync(Tenant, values, cancellationToken);
        if (outcome == ChangeOutcome.Done)
        {
            var action = form.Id is null ? AuditAction.ConnectionAdded : AuditAction.ConnectionChanged;
            await audit.WriteAsync(Tenant, AccountId, action, Detail(values), cancellationToken);
        }

        return ConnectionAnswer.For(outcome, $"“{values.Name}” is saved.");
    }

    /// <summary>That there is another token, and nothing of it.</summary>
    private static string Detail(ConnectionValues values)
    {
        var repositories = values.Repositories.Length == 0 ? "all repositories" : values.Repositories.Replace("\n", ", ", StringComparison.Ordinal);
        var token = values.RemoveToken ? "; token removed" : values.Token is null ? "" : "; new token";
        return $"{values.Name} ({values.Host}), {repositories}{token}";
    }
}
