using System.Text;
using Markdwell.Services.Markdown;

namespace Markdwell.Tests.Markdown;

/// <summary>The documents in specs/ say what readers get; each of their examples is a test.</summary>
public sealed class SpecTests
{
    private static readonly MarkdownRenderer Renderer = new(new MarkdownLimits { Time = TimeSpan.FromMinutes(1) });

    public static TheoryData<string, string, string> Examples()
    {
        var data = new TheoryData<string, string, string>();
        foreach (var kind in (string[])["example", "storage", "plain"])
        {
            foreach (var example in Documents.Read("specs", kind))
            {
                data.Add(kind, example.Name, example.Text);
            }
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void It_is_shown_as_written_there(string kind, string name, string example)
    {
        var dot = example.IndexOf("\n.\n", StringComparison.Ordinal) + 1;
        Assert.True(dot > 0, $"{name} has no line with a dot.");

        Assert.Equal(example[(dot + 2)..].TrimEnd('\n'), Rendered(kind, example[..dot]).TrimEnd('\n'));
    }

    private static string Rendered(string kind, string text)
    {
        var page = Renderer.Render(text, "md-");
        Assert.Null(page.Refusal);
        return kind switch
        {
            "storage" => Renderer.RenderStorage(text).Text,
            "plain" => Renderer.RenderPlainText(text).Text,
            _ => Encoding.UTF8.GetString(page.Html.Span),
        };
    }
}
