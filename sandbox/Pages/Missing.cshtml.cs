namespace Markdwell.Sandbox.Pages;

/// <summary>Shown in place of any page that was answered with 404.</summary>
internal sealed class MissingModel : SitePage;
