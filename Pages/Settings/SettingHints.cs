using Markdwell.Models;
using Markdwell.Services.Markdown.Dialect;
using Markdwell.Services.Settings;

namespace Markdwell.Pages.Settings;

/// <summary>What administrators are told beside each field.</summary>
internal static class SettingHints
{
    public static string Title(SettingSection section) => section switch
    {
        SettingSection.Rendering => "Rendering",
        SettingSection.Limits => "Limits",
        SettingSection.Reactions => "Reactions",
        _ => "Data",
    };

    public static string Of(Setting setting, Product product) => $"{Meaning(setting.Name, product)} {Usual(setting)}";

    /// <summary>What the operator of the server has switched off, no site can switch on.</summary>
    public static bool IsOffForAll(Setting setting, DialectOptions dialect) => setting.Name switch
    {
        "html" => !dialect.Html,
        "frontMatter" => !dialect.FrontMatter,
        "bareAddresses" => !dialect.BareAddresses,
        _ => false,
    };

    private static string Usual(Setting setting) => setting is Number number
        ? $"From {number.Min:N0} to {number.Max:N0}; {setting.Show(SiteSettings.Default)} unless you change it."
        : $"{(setting.Show(SiteSettings.Default) == "on" ? "On" : "Off")} unless you change it.";

    private static string Meaning(string name, Product product) => name switch
    {
        "html" => "Harmless HTML in a text works, such as <details> or <kbd>; what could harm never does. Off: all HTML is shown as it is written.",
        "frontMatter" => "Lines between two rows of dashes at the very top of a text are not shown.",
        "bareAddresses" => "An address such as www.example.com becomes a link without further marks.",
        "sourceKilobytes" => "A longer text is not shown; one line says so, and the text itself is untouched.",
        "tableCells" => "A text with more cells in its tables is not shown; one line says so.",
        "formulas" => "Those after it are shown as they are written.",
        "codeLines" => "A longer block of code is shown without colours.",
        "openItems" => "An issue that is moved to Done while required items are open gets one comment that names them. It is kept up to date, never repeated.",
        "brokenSources" => "A page gets one comment when a file that it shows is to be had no more, and one answer when it is back.",
        "renderAhead" => "When a page was changed, its texts are made ready before the first reader comes.",
        "retentionDays" when product == Product.Jira => "For so long everything is kept after Markdwell was uninstalled, and what belongs to an issue after it was deleted.",
        _ => "For so long everything is kept after Markdwell was uninstalled, and what belongs to a page after it went to the trash.",
    };
}
