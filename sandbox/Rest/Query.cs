using System.Globalization;
using System.Text.RegularExpressions;

namespace Markdwell.Sandbox.Rest;

/// <summary>
/// The small part of JQL and CQL understood here: conditions joined by AND, each a field, a sign and a value; ORDER BY is read and ignored.
/// A field may hold several values, and a condition holds when it holds for one of them.
/// </summary>
internal static partial class Query
{
    /// <param name="text">The query.</param>
    /// <param name="field">Finds the values of a field; null for a field nobody knows.</param>
    /// <exception cref="FormatException">The query is beyond this sandbox, or wrong.</exception>
    public static Func<T, bool> Read<T>(string text, Func<string, Func<T, IEnumerable<string>>?> field)
    {
        var wish = OrderBy().Replace(text, "").Trim();
        var conditions = wish.Length == 0 ? [] : And().Split(wish).Select(part => Condition(part, field)).ToList();
        return item => conditions.All(condition => condition(item));
    }

    private static Func<T, bool> Condition<T>(string text, Func<string, Func<T, IEnumerable<string>>?> field)
    {
        if (Comparison().Match(text) is not { Success: true } match)
        {
            throw new FormatException($"This sandbox cannot read the condition: {text}");
        }
        var (name, sign, wanted) = (match.Groups["field"].Value, match.Groups["sign"].Value, match.Groups["value"].Value.Trim('"', '\''));
        var values = field(name) ?? throw new FormatException($"Field '{name}' does not exist, or no installed app has it indexed.");
        return item => values(item).Any(value => Holds(value, sign, wanted));
    }

    private static bool Holds(string value, string sign, string wanted)
    {
        var order = double.TryParse(value, CultureInfo.InvariantCulture, out var left) && double.TryParse(wanted, CultureInfo.InvariantCulture, out var right)
            ? left.CompareTo(right)
            : string.Compare(value, wanted, StringComparison.OrdinalIgnoreCase);
        return sign switch
        {
            "=" => order == 0,
            "!=" => order != 0,
            ">" => order > 0,
            ">=" => order >= 0,
            "<" => order < 0,
            "<=" => order <= 0,
            _ => value.Contains(wanted.TrimEnd('*'), StringComparison.OrdinalIgnoreCase),
        };
    }

    [GeneratedRegex(@"\bORDER\s+BY\b.*$", RegexOptions.IgnoreCase | RegexOptions.Singleline, 1000)]
    private static partial Regex OrderBy();

    [GeneratedRegex(@"\s+AND\s+", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex And();

    [GeneratedRegex(@"^\s*(?<field>[^\s=!<>~]+)\s*(?<sign>!=|>=|<=|=|>|<|~)\s*(?<value>""[^""]*""|'[^']*'|\S+)\s*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Comparison();
}
