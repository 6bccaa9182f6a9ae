using System.Text;
using AngleSharp.Html.Parser;
using Markdwell.Services.Markdown;
using Markdwell.Services.Markdown.Dialect;
using Markdwell.Tests.Markdown.Export;

namespace Markdwell.Tests.Markdown.Safety;

/// <summary>What holds for every text that anybody can write.</summary>
internal sealed class Promises(bool allExtensions)
{
    private const string Before = "thewordbefore";

    /// <summary>A number: in the fence of a formula that nobody closed, a word would become letters one by one.</summary>
    private const string After = "20261122";

    private static readonly HtmlParser Parser = new();

    private readonly MarkdownRenderer renderer = new(
        new MarkdownLimits { Time = TimeSpan.FromMinutes(1) },
        dialect: new DialectOptions { Extensions = allExtensions ? DialectOptionsTests.All : DialectExtensions.None });

    /// <summary>Null if all are kept, else what was broken.</summary>
    public string? Broken(string text)
    {
        try
        {
            var page = renderer.Render(text, Oracle.Prefix);
            var storage = renderer.RenderStorage(text);
            var words = renderer.RenderPlainText(text);
            return page.Refusal is { } refusal ? ObjectionTo(refusal)
                : storage.Refusal is { } other ? $"Only exports refuse it: {other}"
                : words.Refusal is { } third ? $"Only plain text refuses it: {third}"
                : !renderer.Render(text, Oracle.Prefix).Html.Span.SequenceEqual(page.Html.Span) ? "Other bytes at the second time."
                : Oracle.Objection(page.Html.ToArray()) is { } live ? $"{live}\n{Encoding.UTF8.GetString(page.Html.Span)}"
                : StorageOracle.Objection(storage.Text) is { } invalid ? $"{invalid}\n{storage.Text}"
                : TwiceIn(page) is { } id ? $"Two elements are called {id}."
                : Loss(text);
        }
        catch (Exception e)
        {
            return e.ToString();
        }
    }

    /// <summary>A text of a few lines can be too deep or too costly to read; nothing else.</summary>
    private static string? ObjectionTo(RenderRefusal refusal) =>
        refusal.Reason is RefusalReason.Nesting or RefusalReason.OpenElements or RefusalReason.Work ? null : $"Refused: {refusal}";

    private static string? TwiceIn(RenderedMarkdown page) =>
        Parser.ParseDocument(Encoding.UTF8.GetString(page.Html.Span)).QuerySelectorAll("[id]").GroupBy(element => element.Id).FirstOrDefault(ids => ids.Count() > 1)?.Key;

    /// <summary>Whatever stands between them, what was written before it and what is written after it stay, in every output.</summary>
    private string? Loss(string text)
    {
        var around = $"{Before}\n\n---\n\n{text}{Attacks.Apart}{After}\n";
        string[] outputs = [Encoding.UTF8.GetString(renderer.Render(around, Oracle.Prefix).Html.Span), renderer.RenderStorage(around).Text, renderer.RenderPlainText(around).Text];
        return outputs.FirstOrDefault(output => !output.Contains(Before, StringComparison.Ordinal) || !output.Contains(After, StringComparison.Ordinal)) is { } lossy
            ? $"It lost words: {lossy}"
            : null;
    }
}
