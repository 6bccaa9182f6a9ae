using System.Globalization;
using System.Text.RegularExpressions;

namespace Markdwell.Sandbox.Rest;

/// <summary>
/// The small part of JQL and CQL understood here: conditions joined by AND, each a field, a sign and a value, a field that is EMPTY
/// or not, or one that is IN a list; ORDER BY is read and ignored. What has no value fits no sign, not even <c>!=</c>.
/// </summary>
internal static partial class Query
{
    /// <param name="text">The query.</param>
    /// <param name="field">Finds a field; null for one that nobody knows.</param>
    /// <exception cref="FormatException">The query is beyond this sandbox, or wrong.</exception>
    public static Func<T, bool> Read<T>(string text, Func<string, Field<T>?> field)
    {
        var wish = OrderBy().Replace(text, "").Trim();
        var conditions = wish.Length == 0 ? [] : And().Split(wish).Select(part => Condition(part, field)).ToList();
        return item => conditions.All(condition => condition(item));
    }

    private static Func<T, bool> Condition<T>(string text, Func<string, Field<T>?> field)
    {
        if (Emptiness().Match(text) is { Success: true } empty)
        {
            var asked = Find(empty.Groups["field"].Value, field);
            return item => asked.Values(item).Any() == empty.Groups["not"].Success;
        }
        if (Membership().Match(text) is { Success: true } list)
        {
            var (asked, members) = (Find(list.Groups["field"].Value, field), list.Groups["values"].Value.Split(',').Select(Unquoted).ToList());
            return item => asked.Values(item).Any(value => members.Exists(member => Holds(value, "=", member)));
        }
        if (Comparison().Match(text) is not { Success: true } match)
        {
            throw new FormatException($"This sandbox cannot read the condition: {text}");
        }
        var (name, sign, wanted) = (match.Groups["field"].Value, match.Groups["sign"].Value, Unquoted(match.Groups["value"].Value));
        var found = Find(name, field);
        if (found.IsNumber && (sign == "~" || !double.TryParse(wanted, CultureInfo.InvariantCulture, out _)))
        {
            throw new FormatException($"Field '{name}' is a number: {sign} {wanted} says nothing about it.");
        }
        return sign == "!="
            ? item => found.Values(item).Any() && !found.Values(item).Any(value => Holds(value, "=", wanted))
            : item => found.Values(item).Any(value => Holds(value, sign, wanted));
    }

    private static string Unquoted(string value) => value.Trim().Trim('"', '\'');

    private static Field<T> Find<T>(string name, Func<string, Field<T>?> field) =>
        field(name) ?? throw new FormatException($"Field '{name}' does not exist, or no installed app has it indexed.");

    private static bool Holds(string value, string sign, string wanted)
    {
        var order = double.TryParse(value, CultureInfo.InvariantCulture, out var left) && double.TryParse(wanted, CultureInfo.InvariantCulture, out var right)
            ? left.CompareTo(right)
            : string.Compare(value, wanted, StringComparison.OrdinalIgnoreCase);
        return sign switch
        {
            "=" => order == 0,
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

    [GeneratedRegex(@"^\s*(?<field>[^\s=!<>~]+)\s+IS\s+(?<not>NOT\s+)?EMPTY\s*$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Emptiness();

    [GeneratedRegex(@"^\s*(?<field>[^\s=!<>~]+)\s+IN\s*\((?<values>[^()]+)\)\s*$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Membership();

    [GeneratedRegex(@"^\s*(?<field>[^\s=!<>~]+)\s*(?<sign>!=|>=|<=|=|>|<|~)\s*(?<value>""[^""]*""|'[^']*'|\S+)\s*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Comparison();
}
