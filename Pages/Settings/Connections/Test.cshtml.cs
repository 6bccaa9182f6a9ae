using System.Globalization;
using Markdwell.Models;
using Markdwell.Services.Atlassian;
using Markdwell.Services.Connect;
using Markdwell.Services.Sources.Connections;
using Markdwell.Services.Sources.Connections.Checks;
using Microsoft.AspNetCore.Mvc;

namespace Markdwell.Pages.Settings.Connections;

/// <summary>Asks a host whether a connection would work, stored or not.</summary>
[ExpectsToken(TokenKind.Context)]
internal sealed class TestModel(ViewerRights rights, ConnectionStore store, HostCheck check) : AdminPage(rights, Product.Confluence)
{
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (await FormBody.ReadAsync<ConnectionForm>(Request, cancellationToken) is not { } form)
        {
            return FormAnswer.Unreadable;
        }

        var stored = form.Id is { } id ? await store.FindAsync(Tenant, id, cancellationToken) : null;
        if (form.Id is not null && stored is null)
        {
            return ConnectionAnswer.Gone;
        }

        // Without a form it is the stored connection that is meant.
        if (stored is not null && form.Host is null)
        {
            return Answer(await check.CheckStoredAsync(stored, cancellationToken), stored);
        }

        if (form.Read(out var values) is { Count: > 0 } faults)
        {
            return FormAnswer.Wrong(faults);
        }

        return store.Sketch(Tenant, values, stored) is { } sketch
            ? Answer(await check.CheckAsync(sketch, cancellationToken), sketch)
            : ConnectionAnswer.TokenNeeded;
    }

    private static JsonResult Answer(CheckResult result, Connection connection)
    {
        var kind = result.Outcome switch
        {
            CheckOutcome.Works => "success",
            CheckOutcome.WorksWithWideRights or CheckOutcome.NothingToAsk => "warning",
            _ => "danger",
        };
        var expiresOn = result.TokenExpiresAt?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return new ConnectionAnswer(kind, HostSentences.Of(result, connection), expiresOn).Of(StatusCodes.Status200OK);
    }
}
