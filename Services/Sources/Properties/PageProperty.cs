using System.Text.Json;
using System.Text.Json.Serialization;
using Markdwell.Services.Atlassian;

namespace Markdwell.Services.Sources.Properties;

/// <summary>
/// The content property of a page: what Markdwell knows of its macros, and the same once more flat, for Confluence's index
/// finds no way through lists and maps. Described in docs/page-property.md.
/// https://developer.atlassian.com/cloud/confluence/content-properties/
/// </summary>
public sealed record PageProperty(
    int Version,
    string Headings,
    string Words,
    IReadOnlyList<string> Sources,
    bool Shortened,
    IReadOnlyDictionary<string, MacroEntry> Macros)
{
    public const string Key = "markdwell";
    public const int MaxBytes = 32 * 1024;

    private const int CurrentVersion = 1;

    // What is left of each macro's lists when the whole is too long: first fewer words, at the end fewer headings as well.
    private static readonly (int Words, int Headings)[] Lengths = [(100, 100), (50, 100), (20, 100), (8, 100), (0, 100), (0, 30), (0, 10), (0, 3), (0, 0)];

    private static readonly JsonSerializerOptions Json = new(ProductClients.Json) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public static PageProperty Empty { get; } = Of([], shortened: false);

    /// <returns>Nothing known when the value is none that this app has written: it is written anew.</returns>
    public static PageProperty Read(JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.Object && value.Deserialize<PageProperty>(Json) is { Version: CurrentVersion, Macros: { } macros, Shortened: var shortened }
                ? Of(macros.Where(macro => macro.Value is not null).Select(macro => KeyValuePair.Create(macro.Key, macro.Value.Clean())), shortened)
                : Empty;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return Empty;
        }
    }

    public PageProperty With(IEnumerable<KeyValuePair<string, MacroEntry>> changed, Func<string, MacroEntry, bool> isStillThere)
    {
        // The first of a key stays.
        return Of(changed.Concat(Macros.Where(macro => isStillThere(macro.Key, macro.Value))).DistinctBy(macro => macro.Key, StringComparer.Ordinal), shortened: false);
    }

    /// <summary>The value to be stored, no longer than Confluence takes.</summary>
    public JsonElement Write()
    {
        var written = JsonSerializer.SerializeToUtf8Bytes(this, Json);
        foreach (var (words, headings) in Lengths)
        {
            if (written.Length <= MaxBytes)
            {
                break;
            }

            written = JsonSerializer.SerializeToUtf8Bytes(Shorter(words, headings), Json);
        }

        // Heights and sources of hundreds of macros.
        for (var most = Macros.Count / 2; written.Length > MaxBytes; most /= 2)
        {
            written = JsonSerializer.SerializeToUtf8Bytes(Shorter(0, 0, most), Json);
        }

        return JsonElement.Parse(written);
    }

    /// <param name="written">By <see cref="Write"/>.</param>
    public static bool IsShortened(JsonElement written) => written.GetProperty("shortened").GetBoolean();

    private PageProperty Shorter(int words, int headings, int most = int.MaxValue) => Of(
        Macros.Take(most).Select(macro => KeyValuePair.Create(
            macro.Key,
            macro.Value with { Words = [.. macro.Value.Words!.Take(words)], Headings = [.. macro.Value.Headings!.Take(headings)] })),
        shortened: true);

    private static PageProperty Of(IEnumerable<KeyValuePair<string, MacroEntry>> entries, bool shortened)
    {
        var macros = new SortedDictionary<string, MacroEntry>(entries.ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal);
        return new(
            CurrentVersion,
            string.Join('\n', macros.Values.SelectMany(macro => macro.Headings ?? []).Distinct(StringComparer.Ordinal)),
            string.Join(' ', macros.Values.SelectMany(macro => macro.Words ?? []).Distinct(StringComparer.Ordinal)),
            [.. macros.Values.Select(macro => macro.Source?.Address ?? macro.Source?.Attachment).OfType<string>().Distinct(StringComparer.Ordinal)],
            shortened,
            macros);
    }
}
