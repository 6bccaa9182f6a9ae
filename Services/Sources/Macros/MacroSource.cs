namespace Markdwell.Services.Sources.Macros;

/// <summary>Where the text of a macro is, if not in its body: parameters <c>address</c>, <c>attachment</c> and <c>section</c> of the macro.</summary>
/// <param name="Address">As its author pasted it. Goes before an attachment.</param>
/// <param name="Attachment">A file of the macro's own page.</param>
/// <param name="Section">The words or the id of the heading whose part alone is shown.</param>
public sealed record MacroSource(string? Address, string? Attachment, string? Section)
{
    private const int MaxAddress = 2000;
    private const int MaxName = 255;

    /// <returns>Null for a macro that holds its text itself.</returns>
    public static MacroSource? Of(string? address, string? attachment, string? section) =>
        Clean(address, MaxAddress) is { } from ? new(from, null, Clean(section, MaxName))
        : Clean(attachment, MaxName) is { } file ? new(null, file, Clean(section, MaxName))
        : null;

    /// <param name="parameter">Gives the value of the macro's parameter of that name.</param>
    public static MacroSource? Of(Func<string, string?> parameter) => Of(parameter("address"), parameter("attachment"), parameter("section"));

    private static string? Clean(string? value, int max) =>
        value?.Trim() is { Length: > 0 } trimmed ? trimmed[..Math.Min(trimmed.Length, max)] : null;
}
