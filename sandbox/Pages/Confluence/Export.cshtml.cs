using System.Net;
using System.Xml;
using Markdwell.Sandbox.Connect;
using Markdwell.Sandbox.Sites;
using Microsoft.AspNetCore.Mvc;

namespace Markdwell.Sandbox.Pages.Confluence;

/// <summary>The page with what the app's static endpoints make of each macro, for paper, word processors and mail.</summary>
internal sealed class ExportModel(AppClient client) : SitePage
{
    public Sites.Page Shown { get; private set; } = null!;

    public string Mode { get; private set; } = "pdf";

    public IReadOnlyList<string> Parts { get; private set; } = [];

    public async Task<IActionResult> OnGet(string id, string mode = "pdf")
    {
        if (Site.Page(id) is not { } page || !page.LetsRead(Viewer))
        {
            return Missing();
        }
        (Shown, Mode) = (page, mode);
        var parts = new List<string>();
        foreach (var block in page.Current.Blocks)
        {
            parts.Add(block is Macro macro ? await Render(macro) : ((Prose)block).Html);
        }
        Parts = parts;
        return Page();
    }

    private async Task<string> Render(Macro macro)
    {
        if (Site.Confluence is not { IsOn: true, Descriptor: { } app } tenant
            || app.Find(macro.Name) is not { } module
            || StaticUrl(module) is not { } url)
        {
            return Notice($"The macro {macro.Name} has nothing for {Mode}.");
        }
        var visit = new Visit(tenant, module, Viewer) { Page = Shown, Macro = macro, OutputType = Mode };
        var answer = await client.GetWithSecret(tenant, ModuleUrl.Absolute(app.BaseUrl, ModuleUrl.Fill(url, visit.Variable)), Viewer);
        if (!answer.IsGood)
        {
            return Notice($"The app answered {answer}.");
        }
        try
        {
            return StaticContent.ToView(answer.Text);
        }
        catch (XmlException e)
        {
            return Notice($"This is no storage format: {e.Message}");
        }
    }

    private string? StaticUrl(Module module) =>
        module.Part("renderModes") is { } modes && (modes.TryGetProperty(Mode, out var mode) || modes.TryGetProperty("default", out mode)) ? Module.Text(mode, "url") : null;

    private static string Notice(string what) => $"<p class=\"notice\">{WebUtility.HtmlEncode(what)}</p>";
}
