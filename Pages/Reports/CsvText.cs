using System.Buffers;
using System.Text;

namespace Markdwell.Pages.Reports;

/// <summary>Lines of a CSV file as RFC 4180 and spreadsheets have them.</summary>
internal static class CsvText
{
    private static readonly SearchValues<char> Special = SearchValues.Create(",\"\r\n;\t'");

    /// <summary>
    /// A version called <c>=HYPERLINK(…)</c> would be a formula in the spreadsheet of whoever opens the file; behind an apostrophe it is
    /// text. https://owasp.org/www-community/attacks/CSV_Injection
    /// </summary>
    private const string Formulas = "=+-@\t\r";

    public static void AppendLine(StringBuilder csv, params ReadOnlySpan<string> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            csv.Append(i == 0 ? "" : ",").Append(Quote(values[i]));
        }

        csv.Append("\r\n");
    }

    private static string Quote(string value)
    {
        var text = WithoutFormulas(value);
        return text.AsSpan().ContainsAny(Special) ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }

    /// <summary>
    /// Where people write decimals with a comma, a spreadsheet begins a cell at each semicolon, and a quote that began before does not keep it
    /// from that.
    /// </summary>
    private static string WithoutFormulas(string value)
    {
        var text = new StringBuilder(value.Length + 1);
        var isStart = true;
        foreach (var letter in value)
        {
            text.Append(isStart && Formulas.Contains(letter, StringComparison.Ordinal) ? "'" : "").Append(letter);
            isStart = letter == ';' || (isStart && letter == ' ');
        }

        return text.ToString();
    }
}
