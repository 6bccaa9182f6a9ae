using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Markdwell.Services.Notes.Checklists;
using Markdwell.Services.Notes.Properties;

namespace Markdwell.Pages.Issues;

/// <summary>What a panel's script wants changed. Read strictly: of half an operation nobody knows what was meant.</summary>
internal sealed record PanelChange(IReadOnlyList<Operation> Operations)
{
    public const int MaxOperations = 100;

    /// <summary>A text that is edited as such brings what it was and what it is to be: two notes, of up to three bytes a character.</summary>
    public const int MaxBytes = 256 * 1024;

    private static readonly Type[] Kinds = [typeof(Tick), typeof(Add), typeof(Edit), typeof(Move), typeof(Indent), typeof(Remove), typeof(Rewrite)];

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        AllowDuplicateProperties = false,
        AllowOutOfOrderMetadataProperties = true,
        NumberHandling = JsonNumberHandling.Strict,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { NameKinds } },
    };

    /// <returns>Null when the body is no such change.</returns>
    public static PanelChange? TryRead(ReadOnlySpan<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize<PanelChange>(body, Options) is { Operations.Count: > 0 } change && change.Operations.All(IsWhole) ? change : null;
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            // The latter where an operation names no type.
            return null;
        }
    }

    private static bool IsWhole(Operation? operation) => operation switch
    {
        Add { Text: var text } => IsText(text),
        Edit { Label: var label } => IsText(label),
        Rewrite { Was: var was, Text: var text } => was.Length <= NoteProperty.MaxSize && IsText(text),
        Move { Before: var before, After: var after } => (before is null) != (after is null),
        Indent { By: var by } => by is 1 or -1,
        _ => operation is not null,
    };

    /// <summary>The one character that Markdown shows as another, so that nobody could find it by what he sees.</summary>
    private static bool IsText(string text) => !text.Contains('\0', StringComparison.Ordinal);

    private static void NameKinds(JsonTypeInfo info)
    {
        if (info.Type == typeof(Operation))
        {
            info.PolymorphismOptions = new() { TypeDiscriminatorPropertyName = "type" };
            foreach (var kind in Kinds)
            {
                info.PolymorphismOptions.DerivedTypes.Add(new(kind, kind.Name.ToLowerInvariant()));
            }
        }
    }
}
