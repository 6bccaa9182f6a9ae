using System.Text.Json;
using System.Text.Json.Nodes;
using Markdwell.Sandbox.Connect;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Markdwell.Sandbox.Pages;

/// <summary>What an administrator of a site can do to the app, and to its nerves.</summary>
internal sealed class AppsModel(Lifecycle lifecycle, Webhooks webhooks, Faults faults, CallLog log) : SitePage
{
    public Faults Faults => faults;

    public CallLog Log => log;

    [TempData]
    public string? Said { get; set; }

    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        base.OnPageHandlerExecuting(context);
        if (context.Result is null && !Viewer.IsAdmin)
        {
            context.Result = Missing();
        }
    }

    public Task<IActionResult> OnPostLifecycle(Product product, string what)
    {
        var tenant = Site.Tenant(product);
        return Say(what, what switch
        {
            "Install" => lifecycle.Install(tenant),
            "Rotate" => lifecycle.Rotate(tenant),
            "Enable" => lifecycle.Enable(tenant),
            "Disable" => lifecycle.Disable(tenant),
            "Import" => lifecycle.Import(tenant, null),
            _ => lifecycle.Uninstall(tenant),
        });
    }

    public Task<IActionResult> OnPostRename(Product product, string displayUrl)
    {
        var tenant = Site.Tenant(product);
        tenant.DisplayUrl = displayUrl;
        return Say("Rename", lifecycle.Rotate(tenant));
    }

    public Task<IActionResult> OnPostWebhook(Product product, string name, string? body)
    {
        var tenant = Site.Tenant(product);
        var hook = tenant.Descriptor?.Of("webhooks").FirstOrDefault(m => m.Text("event") == name);
        try
        {
            return hook is null ? Say(name, "not in the descriptor") : Say(name, webhooks.Send(tenant, hook, JsonNode.Parse(body ?? "{}")));
        }
        catch (JsonException e)
        {
            return Say(name, e.Message);
        }
    }

    public IActionResult OnPostFault(string kind, string? match, int times = 1, int retryAfter = 1, int delay = 0)
    {
        faults.Add(new Fault(kind, match ?? "", times, retryAfter, delay, Site.Key));
        return RedirectToPage();
    }

    private async Task<IActionResult> Say(string what, Task<Answer> call) => await Say(what, (await call).ToString());

    private Task<IActionResult> Say(string what, string answer)
    {
        Said = $"{what}: {answer}";
        return Task.FromResult<IActionResult>(RedirectToPage());
    }
}
