using System.Text;

namespace Markdwell.Services.Markdown.Formulas;

/// <summary>Writes a clean tree as a browser's own parser would write it again.</summary>
internal static class MathmlWriter
{
    public static byte[] Write(MathElement formula)
    {
        var output = new StringBuilder();
        Write(formula, output);
        return Encoding.UTF8.GetBytes(output.ToString());
    }

    private static void Write(MathElement element, StringBuilder output)
    {
        output.Append('<').Append(element.Name);
        foreach (var (name, value) in element.Attributes)
        {
            if (name != "mathvariant" || (value == "normal" && element is { Name: "mi", Text.Length: 1 }))
            {
                output.Append(' ').Append(name).Append("=\"").Append(value).Append('"');
            }
        }
        output.Append('>');
        WriteText(MathLetters.In(element["mathvariant"], element.Text), output);
        foreach (var child in element.Children)
        {
            Write(child, output);
        }
        output.Append("</").Append(element.Name).Append('>');
    }

    private static void WriteText(string text, StringBuilder output)
    {
        foreach (var c in text)
        {
            _ = c switch
            {
                '<' => output.Append("&lt;"),
                '>' => output.Append("&gt;"),
                '&' => output.Append("&amp;"),
                '\r' => output.Append('\n'),
                _ => output.Append(c),
            };
        }
    }
}
