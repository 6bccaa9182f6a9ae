using Markdwell.Services.Atlassian;
using Markdwell.Services.Connect;
using Markdwell.Services.Sources.Connections;
using Microsoft.AspNetCore.Mvc;

namespace Markdwell.Pages.Settings;

/// <summary>Adds a connection, or changes one.</summary>
[ExpectsToken(TokenKind.Context)]
public sealed class SaveModel(ViewerRights rights, ConnectionStore store) : AdminPage(rights)
{
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (await ConnectionForm.ReadAsync(Request, cancellationToken) is not { } form)
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
        return FormAnswer.For(outcome, $"“{values.Name}” is saved.");
    }
}
