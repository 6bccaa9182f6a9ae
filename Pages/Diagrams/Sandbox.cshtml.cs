using Markdwell.Services.Connect;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Markdwell.Pages.Diagrams;

/// <summary>
/// The room in which Mermaid draws: a hidden frame without an origin, the same for everybody. It knows nothing, takes
/// nothing from its address, and listens to the frame around it alone.
/// </summary>
[Public]
public sealed class SandboxModel : PageModel
{
    public void OnGet()
    {
    }
}
