using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewEngines;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Markdwell.Pages.Shared;

/// <summary>Writes a document as pages show it into a text, for an answer that carries more than a page.</summary>
public sealed class DocumentHtml(ICompositeViewEngine views, IModelMetadataProvider metadata, ITempDataProvider tempData)
{
    private const string Path = "/Pages/Shared/_Document.cshtml";

    public async Task<string> WriteAsync(ActionContext context, Document document)
    {
        var view = views.GetView(executingFilePath: null, Path, isMainPage: false).View ?? throw new InvalidOperationException($"There is no {Path}.");
        var data = new ViewDataDictionary<Document>(metadata, new ModelStateDictionary()) { Model = document };
        await using var written = new StringWriter();
        await view.RenderAsync(new ViewContext(context, view, data, new TempDataDictionary(context.HttpContext, tempData), written, new HtmlHelperOptions()));
        return written.ToString().Trim();
    }
}
