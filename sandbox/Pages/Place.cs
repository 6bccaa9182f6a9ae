using Markdwell.Sandbox.Connect;

namespace Markdwell.Sandbox.Pages;

/// <summary>A spot on a page that a frame will fill.</summary>
internal sealed record Place(Visit Visit)
{
    /// <summary>What the browser sends to get the signed address; see <c>VisitEndpoints</c>.</summary>
    public string Query => new QueryString()
        .Add("product", Visit.Tenant.Product.ToString())
        .Add("module", Visit.Module.Key)
        .Add("page", Visit.Page?.Id ?? "")
        .Add("version", Visit.Edition?.Number.ToString() ?? "")
        .Add("macro", Visit.Macro?.Id ?? "")
        .Add("issue", Visit.Issue?.Id ?? "")
        .Add("project", Visit.Project?.Id ?? "")
        .Add("output", Visit.OutputType).Value!;

    /// <summary>Kept free until the frame says how high it is.</summary>
    public string Height => Visit.Module.Text("height") is { } height && height.EndsWith("px", StringComparison.Ordinal) ? height : "120px";
}
