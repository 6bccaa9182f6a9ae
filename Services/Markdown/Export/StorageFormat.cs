using System.Text;
using Markdwell.Services.Markdown.Limits;
using Markdwell.Services.Markdown.Safety;

namespace Markdwell.Services.Markdown.Export;

/// <summary>
/// The draft once more through the re-writer, with the same allow-lists, into what Confluence keeps its pages in: XML with the
/// prefixes <c>ac</c> and <c>ri</c>, which Confluence declares around it.
/// </summary>
internal static class StorageFormat
{
    public static string Write(ReadOnlySpan<char> draft, IReadOnlyList<Fragment> fragments, RelativeUrl? urls, Budget budget)
    {
        using var output = new XmlOutput(budget);
        var open = new OpenElements(output, budget);
        HtmlRewriter.Rewrite(draft, fragments, output, open, new StorageElementWriter(output, open), new Addresses(urls), budget);
        return Encoding.UTF8.GetString(output.Written);
    }
}
