using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Markdwell.Least.Pages;

public sealed class IndexModel(IDbContextFactory<LeastContext> database) : PageModel
{
    public string Name { get; private set; } = "";

    public async Task OnGetAsync() => Name = await database.NameAsync();
}
