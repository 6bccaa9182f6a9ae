using System.Collections.Immutable;

namespace Markdwell.Sandbox.Sites;

/// <summary>A page is a sequence of these.</summary>
internal abstract record Block;

/// <summary>A paragraph, a heading, or any other piece of storage format that holds no macro.</summary>
internal sealed record Prose(string Html) : Block;

/// <param name="Name">Key of the macro; <see cref="Placeholder"/> until an app is installed.</param>
/// <param name="Id">Stays the same over all versions of a page; a copied page holds the same ids again.</param>
/// <param name="Parameters">Texts by name, defaults left out.</param>
/// <param name="Body">Plain text, or storage format when <paramref name="IsRich"/>.</param>
/// <param name="IsRich">Whether the body is rich text.</param>
internal sealed record Macro(string Name, string Id, ImmutableSortedDictionary<string, string> Parameters, string? Body, bool IsRich = false) : Block
{
    /// <summary>Stands for the first plain-text macro of whatever app gets installed.</summary>
    public const string Placeholder = "the-text-macro";

    public static readonly ImmutableSortedDictionary<string, string> None = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    public static Macro Of(string body) => new(Placeholder, Guid.NewGuid().ToString(), None, body);
}
