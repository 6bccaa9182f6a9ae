using System.Text;
using Markdwell.Services.Markdown;

namespace Markdwell.Tests.Markdown;

/// <summary>The documents in specs/ say what readers get; each of their examples is a test.</summary>
public sealed class SpecTests
{
    private static readonly MarkdownRenderer Renderer = new(new MarkdownLimits { Time = TimeSpan.FromMinutes(1) });

    public static TheoryData<string, string> Examples()
    {
        var data = new TheoryData<string, string>();
        foreach (var example in Documents.Read("specs", "example"))
        {
            data.Add(example.Name, example.Text);
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void It_is_shown_as_written_there(string name, string example)
    {
        var dot = example.IndexOf("\n.\n", StringComparison.Ordinal) + 1;
        Assert.True(dot > 0, $"{name} has no line with a dot.");

        var rendered = Renderer.Render(example[..dot], "md-");

        Assert.Null(rendered.Refusal);
        Assert.Equal(example[(dot + 2)..].TrimEnd('\n'), Encoding.UTF8.GetString(rendered.Html.Span).TrimEnd('\n'));
    }
}
