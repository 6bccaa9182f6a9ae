using Markdwell.Models;

namespace Markdwell.Services.Sources.Properties;

/// <summary>What is waiting to be written into the property of one page.</summary>
internal sealed class PendingPage(Tenant tenant, string pageId, DateTimeOffset since)
{
    public Tenant Tenant => tenant;

    public string PageId => pageId;

    public DateTimeOffset Since => since;

    /// <summary>By macro id.</summary>
    public Dictionary<string, PendingMacro> Macros { get; } = new(StringComparer.Ordinal);

    public long Bytes => Macros.Values.Sum(macro => (long)macro.Page.Length);

    /// <summary>Whether the macro was shown with another text.</summary>
    public bool WasShownAnother(ShownMacro other) =>
        Macros.TryGetValue(other.Address.MacroId, out var macro) && !macro.Page.IsEmpty && macro.Shown.Content != other.Content;

    /// <summary>The newest text that a macro was seen with.</summary>
    public PendingMacro For(ShownMacro shown)
    {
        if (!Macros.TryGetValue(shown.Address.MacroId, out var macro) || macro.Shown.Address.PageVersion < shown.Address.PageVersion || macro.Shown.Content != shown.Content)
        {
            Macros[shown.Address.MacroId] = macro = new(shown);
        }

        return macro;
    }
}

internal sealed class PendingMacro(ShownMacro shown)
{
    public ShownMacro Shown => shown;

    /// <summary>The finished page, for its words; empty where only a height was measured.</summary>
    public ReadOnlyMemory<byte> Page { get; set; }

    public Dictionary<int, int> Heights { get; } = [];

    /// <summary>Called when it was not written, so that the next view brings it again.</summary>
    public Action Forget { get; set; } = () => { };
}
