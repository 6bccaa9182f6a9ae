using System.Collections.Frozen;

namespace Markdwell.Services.Markdown.Safety;

/// <summary>
/// The classes our own rendering makes, and no others: an author's <c>class="ac-content"</c> or <c>class="aui-button"</c> could
/// dress words up as the product's own controls. An author may write these by hand, and gets what Markdown would have given.
/// </summary>
internal static class AllowedClasses
{
    private const string LanguagePrefix = "language-";
    private const int LongestLanguage = 32;

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Names = new[]
    {
        "markdown-alert", "markdown-alert-title",
        "markdown-alert-note", "markdown-alert-tip", "markdown-alert-important", "markdown-alert-warning", "markdown-alert-caution",
        "contains-task-list", "task-list-item",
        "footnotes", "footnote-ref", "footnote-backref", "table-of-contents",
        "formula", "formula-error", "mermaid",
        "code-comment", "code-string", "code-constant", "code-keyword", "code-type", "code-function", "code-variable", "code-property", "code-tag",
        "code-heading", "code-inserted", "code-deleted",
    }.ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <returns>The part of the class that may leave, empty if none.</returns>
    public static ReadOnlySpan<char> Clean(ReadOnlySpan<char> name, Element element)
    {
        if (name.StartsWith(LanguagePrefix, StringComparison.Ordinal))
        {
            return element.Name == "code" ? CleanLanguage(name) : [];
        }
        return Names.Contains(name) ? name : [];
    }

    /// <summary>An info string may say anything (<c>js{1,3}</c>, <c>"&gt;&lt;script&gt;</c>): the word before the first odd character names the language.</summary>
    private static ReadOnlySpan<char> CleanLanguage(ReadOnlySpan<char> name)
    {
        var end = LanguagePrefix.Length;
        while (end < name.Length && end < LanguagePrefix.Length + LongestLanguage && (char.IsLetterOrDigit(name[end]) || name[end] is '+' or '#' or '-' or '_' or '.'))
        {
            end++;
        }
        return end > LanguagePrefix.Length ? name[..end] : [];
    }
}
