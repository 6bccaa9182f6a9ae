using Markdwell.Services.Markdown.Dialect;
using Microsoft.Extensions.Options;

namespace Markdwell.Services.Markdown;

/// <summary>Stops the start with a sentence for each extension that is none.</summary>
internal sealed class MarkdownOptionsValidator : IValidateOptions<MarkdownOptions>
{
    // A number would be taken for a set of extensions, and None for nothing at all.
    private static readonly string[] Known = [.. Enum.GetNames<DialectExtensions>().Where(name => name != nameof(DialectExtensions.None))];

    public ValidateOptionsResult Validate(string? name, MarkdownOptions options)
    {
        var faults = options.Extensions.Select((extension, i) => (extension, i))
            .Where(set => !Known.Contains(set.extension, StringComparer.OrdinalIgnoreCase))
            .Select(set => $"Markdown__Extensions__{set.i} is '{set.extension}'. Set it to one of {string.Join(", ", Known)}.")
            .ToList();
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
