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
        var text = value.Length > 0 && Formulas.Contains(value[0], StringComparison.Ordinal) ? "'" + value : value;
        return text.AsSpan().ContainsAny(Special) ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }
}
