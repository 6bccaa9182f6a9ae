using Markdwell.Services.Atlassian;
using Markdwell.Services.Connect;
using Markdwell.Services.Sources.Connections;
using Microsoft.AspNetCore.Mvc;

namespace Markdwell.Pages.Settings;

/// <summary>Deletes a connection. What it brought is not shown any more from then on.</summary>
[ExpectsToken(TokenKind.Context)]
public sealed class DeleteModel(ViewerRights rights, ConnectionStore store) : AdminPage(rights)
{
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken) =>
        await ConnectionForm.ReadAsync(Request, cancellationToken) is { Id: { } id } form
            ? FormAnswer.For(await store.DeleteAsync(Tenant, id, form.Version, cancellationToken), "The connection is deleted.")
            : FormAnswer.Unreadable;
}
