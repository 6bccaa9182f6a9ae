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
            return $"<p class=\"notice\">The macro {WebUtility.HtmlEncode(macro.Name)} has nothing for {WebUtility.HtmlEncode(Mode)}.</p>";
        }
        var visit = new Visit(tenant, module, Viewer) { Page = Shown, Macro = macro, OutputType = Mode };
        var answer = await client.GetWithSecret(tenant, ModuleUrl.Absolute(app.BaseUrl, ModuleUrl.Fill(url, visit.Variable)));
        return answer.IsGood ? Clean(answer.Text) : $"<p class=\"notice\">The app answered {WebUtility.HtmlEncode(answer.ToString())}.</p>";
    }

    private string? StaticUrl(Module module) =>
        module.Part("renderModes") is { } modes && modes.TryGetProperty(Mode, out var mode) ? Module.Text(mode, "url") : null;

    // Confluence takes storage format and nothing else: no scripts, and nothing that is not well formed.
    private static string Clean(string storage)
    {
        try
        {
            Storage.Read(storage);
        }
        catch (XmlException e)
        {
            return $"<p class=\"notice\">This is no storage format: {WebUtility.HtmlEncode(e.Message)}</p>";
        }
        return storage.Contains("<script", StringComparison.OrdinalIgnoreCase) ? "<p class=\"notice\">Scripts are not taken.</p>" : storage;
    }
}
