using Markdwell.Services.Connect;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Markdwell.Pages;

/// <summary>For a person who opens the server's address.</summary>
[Public]
public sealed class IndexModel : PageModel
{
    public void OnGet()
    {
    }
}
