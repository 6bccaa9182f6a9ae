using Markdwell.Models;
using Markdwell.Services.Atlassian;
using Markdwell.Services.Connect;
using Markdwell.Services.Settings;
using Markdwell.Services.Sources.Connections;
using Microsoft.AspNetCore.Mvc;

namespace Markdwell.Pages.Settings.Connections;

/// <summary>Deletes a connection. What it brought is not shown any more from then on.</summary>
[ExpectsToken(TokenKind.Context)]
public sealed class DeleteModel(ViewerRights rights, ConnectionStore store, AuditLog audit) : AdminPage(rights, Product.Confluence)
{
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (await FormBody.ReadAsync<ConnectionForm>(Request, cancellationToken) is not { Id: { } id } form)
        {
            return FormAnswer.Unreadable;
        }

        var connection = await store.FindAsync(Tenant, id, cancellationToken);
        var outcome = await store.DeleteAsync(Tenant, id, form.Version, cancellationToken);
        if (outcome == ChangeOutcome.Done && connection is not null)
        {
            await audit.WriteAsync(Tenant, AccountId, AuditAction.ConnectionDeleted, $"{connection.Name} ({connection.Host})", cancellationToken);
        }

        return ConnectionAnswer.For(outcome, "The connection is deleted.");
    }
}
