using Markdwell.Services.Connect;
using Markdwell.Services.Reports;
using Microsoft.AspNetCore.Mvc;

namespace Markdwell.Pages.Reports;

/// <summary>The report with other filters, another order or another page, as a piece of HTML.</summary>
[ExpectsToken(TokenKind.Context)]
public sealed class ViewModel(Visibility visibility, ReportViews views) : ReportPage(visibility)
{
    public ReportView View { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        View = await views.OfAsync(HttpContext.Caller(), Visible, ReportQuestion.Of(Request.Query), cancellationToken);
        return Page();
    }
}
