using Markdwell.Services.Markdown.Dialect;

namespace Markdwell.Services.Markdown;

/// <summary>Section <c>Markdown</c> of the configuration. Checked at start by <see cref="MarkdownOptionsValidator"/>.</summary>
public sealed class MarkdownOptions
{
    /// <inheritdoc cref="DialectOptions.Html"/>
    public bool Html { get; set; } = true;

    /// <inheritdoc cref="DialectOptions.FrontMatter"/>
    public bool FrontMatter { get; set; } = true;

    /// <inheritdoc cref="DialectOptions.BareAddresses"/>
    public bool BareAddresses { get; set; } = true;

    /// <inheritdoc cref="DialectOptions.TagFilter"/>
    public bool TagFilter { get; set; } = true;

    /// <summary>Names of <see cref="DialectExtensions"/>.</summary>
    public IList<string> Extensions { get; } = [];

    public DialectOptions ToDialect() => new()
    {
        Html = Html,
        FrontMatter = FrontMatter,
        BareAddresses = BareAddresses,
        TagFilter = TagFilter,
        Extensions = Extensions.Aggregate(DialectExtensions.None, (all, name) => all | Enum.Parse<DialectExtensions>(name, ignoreCase: true)),
    };
}
