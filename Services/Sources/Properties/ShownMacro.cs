using Markdwell.Models;
using Markdwell.Services.Sources.Macros;

namespace Markdwell.Services.Sources.Properties;

/// <summary>A macro of a published page that a reader was shown.</summary>
/// <param name="TextHash">Of the text that was shown.</param>
public sealed record ShownMacro(Tenant Tenant, MacroAddress Address, string TextHash, EntrySource? Source)
{
    public string Content { get; } = MacroEntry.ContentOf(TextHash);
}
