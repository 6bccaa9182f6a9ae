using System.Text.Json;
using System.Text.RegularExpressions;
using Markdwell.Services.Atlassian;
using Markdwell.Services.Connect;
using Markdwell.Services.Sources.Macros;
using Markdwell.Services.Sources.Properties;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Markdwell.Pages.Macros;

/// <summary>
/// Hears from a frame how high its text became, for the next reader. The page is the one that the token names, and what is
/// heard is two bounded numbers: who lies moves a page once, for as long as nobody else has read it.
/// </summary>
[ExpectsToken(TokenKind.Context)]
public sealed partial class HeightModel(ViewerRights rights, MacroTexts texts, PageProperties properties) : PageModel
{
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var caller = HttpContext.Caller();
        if (await ReadAsync(cancellationToken) is not { } report
            || MacroAddress.TryCreate(caller.Tenant.Id, caller.ContentId, report.PageVersion, report.MacroId) is not { PageVersion: > 0, MacroId.Length: > 0 } address)
        {
            return BadRequest();
        }

        // A macro of another page would be kept in this page's property, where nobody but its readers should find it.
        if (await rights.MayReadPageAsync(caller.Tenant, caller.AccountId, address.PageId, cancellationToken) != Right.Granted
            || !await texts.IsKnownAsync(address, cancellationToken))
        {
            return NotFound();
        }

        properties.Measured(new(caller.Tenant, address, report.Content, Source: null), report.Width, report.Height);
        return new NoContentResult();
    }

    private async Task<Report?> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            var report = await JsonSerializer.DeserializeAsync<Report>(Request.Body, JsonSerializerOptions.Web, cancellationToken);
            return report is { Content: not null } && ContentPattern().IsMatch(report.Content) && MacroEntry.IsMeasure(report.Width, report.Height) ? report : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"\A[0-9a-f]{16}\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex ContentPattern();

    private sealed record Report(string? MacroId, int PageVersion, string Content, int Width, int Height);
}
