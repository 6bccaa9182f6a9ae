using Markdwell.Models;

namespace Markdwell.Services.Settings;

/// <summary>Everything that administrators may decide. The page, the validation and whoever reads what is kept have names and ranges from here.</summary>
public static class SettingTable
{
    public static IReadOnlyList<Setting> All { get; } =
    [
        new Switch(SettingSection.Rendering, "html", "HTML", s => s.Rendering.Html, (s, on) => s with { Rendering = s.Rendering with { Html = on } }),

        // Of a note nobody may hide a part: its boxes are counted, and the nth is the checklist's nth item.
        new Switch(SettingSection.Rendering, "frontMatter", "Hidden front matter", s => s.Rendering.FrontMatter, (s, on) => s with { Rendering = s.Rendering with { FrontMatter = on } })
        {
            Product = Product.Confluence,
        },
        new Switch(SettingSection.Rendering, "bareAddresses", "Links of addresses in the text", s => s.Rendering.BareAddresses, (s, on) => s with { Rendering = s.Rendering with { BareAddresses = on } }),

        new Number(SettingSection.Limits, "sourceKilobytes", "KB of Markdown in one macro", 1, 256, s => s.Limits.SourceKilobytes, (s, n) => s with { Limits = s.Limits with { SourceKilobytes = n } })
        {
            Product = Product.Confluence,
        },
        new Number(SettingSection.Limits, "tableCells", "Table cells", 100, 50_000, s => s.Limits.TableCells, (s, n) => s with { Limits = s.Limits with { TableCells = n } }),
        new Number(SettingSection.Limits, "formulas", "Formulas", 0, 1_000, s => s.Limits.Formulas, (s, n) => s with { Limits = s.Limits with { Formulas = n } }),
        new Number(SettingSection.Limits, "codeLines", "Lines of code with colours", 0, 2_000, s => s.Limits.CodeLines, (s, n) => s with { Limits = s.Limits with { CodeLines = n } }),

        new Switch(SettingSection.Reactions, "openItems", "Comment on open items", s => s.Reactions.OpenItems, (s, on) => s with { Reactions = s.Reactions with { OpenItems = on } })
        {
            Product = Product.Jira,
        },
        new Switch(SettingSection.Reactions, "brokenSources", "Comment on broken sources", s => s.Reactions.BrokenSources, (s, on) => s with { Reactions = s.Reactions with { BrokenSources = on } })
        {
            Product = Product.Confluence,
        },
        new Switch(SettingSection.Reactions, "renderAhead", "Render ahead", s => s.Reactions.RenderAhead, (s, on) => s with { Reactions = s.Reactions with { RenderAhead = on } })
        {
            Product = Product.Confluence,
        },

        new Number(SettingSection.Data, "retentionDays", "Days that data is kept", 1, 365, s => s.Data.RetentionDays, (s, n) => s with { Data = s.Data with { RetentionDays = n } }),
    ];

    public static IEnumerable<Setting> Of(Product product) => All.Where(setting => setting.IsFor(product));

    /// <summary>What a change changes, for administrators to read: <c>Table cells: 50,000 → 10,000</c>.</summary>
    public static IReadOnlyList<string> Changes(SiteSettings from, SiteSettings to) =>
        [.. All.Where(setting => setting.Show(from) != setting.Show(to)).Select(setting => $"{setting.Label}: {setting.Show(from)} → {setting.Show(to)}")];
}
