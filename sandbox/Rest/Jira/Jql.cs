using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Markdwell.Sandbox.Connect;
using Markdwell.Sandbox.Sites;

namespace Markdwell.Sandbox.Rest.Jira;

/// <summary>
/// Conditions joined by AND: <c>project = X</c>, <c>key = X</c>, <c>status = "In Progress"</c>, <c>issue.property[key].path &gt;= 3</c>, and the
/// aliases an app's <c>jiraEntityProperties</c> give to such paths. ORDER BY is read and ignored.
/// </summary>
static partial class Jql
{
    public static Func<Issue, bool> Read(string jql, Descriptor? app)
    {
        var wish = OrderBy().Replace(jql, "").Trim();
        if (wish.Length == 0)
        {
            return _ => true;
        }
        var conditions = And().Split(wish).Select(part => Condition(part, app)).ToList();
        return issue => conditions.All(condition => condition(issue));
    }

    static Func<Issue, bool> Condition(string text, Descriptor? app)
    {
        if (Comparison().Match(text) is not { Success: true } match)
        {
            throw new FormatException($"This sandbox cannot read the condition: {text}");
        }
        var (field, sign, wanted) = (match.Groups["field"].Value, match.Groups["sign"].Value, match.Groups["value"].Value.Trim('"', '\''));
        var read = Field(field, app) ?? throw new FormatException($"Field '{field}' does not exist.");
        return issue => read(issue) is { } value && Holds(value, sign, wanted);
    }

    static Func<Issue, string?>? Field(string field, Descriptor? app)
    {
        if (Property().Match(field) is { Success: true } match)
        {
            return issue => Value(issue, match.Groups["key"].Value, match.Groups["path"].Value);
        }
        return field.ToLowerInvariant() switch
        {
            "project" => issue => issue.Project.Key,
            "key" or "issuekey" or "issue" => issue => issue.Key,
            "id" => issue => issue.Id,
            "status" => issue => issue.Status,
            _ => Alias(field, app),
        };
    }

    static Func<Issue, string?>? Alias(string alias, Descriptor? app) => (
        from module in app?.Of("jiraEntityProperties") ?? []
        from configuration in module.List("keyConfigurations")
        from extraction in new Module("", configuration).List("extractions")
        where string.Equals(Module.Text(extraction, "alias"), alias, StringComparison.OrdinalIgnoreCase)
        let key = Module.Text(configuration, "propertyKey")
        let path = Module.Text(extraction, "objectName")
        select (Func<Issue, string?>)(issue => Value(issue, key, path))).FirstOrDefault();

    static string? Value(Issue issue, string key, string path)
    {
        var value = issue.Properties.Find(key)?.Value;
        foreach (var part in path.Split('.'))
        {
            value = value is { ValueKind: JsonValueKind.Object } map && map.TryGetProperty(part, out var inner) ? inner : null;
        }
        return value?.ToString();
    }

    static bool Holds(string value, string sign, string wanted)
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
            _ => value.Contains(wanted, StringComparison.OrdinalIgnoreCase),
        };
    }

    [GeneratedRegex(@"\bORDER\s+BY\b.*$", RegexOptions.IgnoreCase | RegexOptions.Singleline, 1000)]
    private static partial Regex OrderBy();

    [GeneratedRegex(@"\s+AND\s+", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex And();

    [GeneratedRegex(@"^\s*(?<field>[^\s=!<>~]+)\s*(?<sign>!=|>=|<=|=|>|<|~)\s*(?<value>""[^""]*""|'[^']*'|\S+)\s*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Comparison();

    [GeneratedRegex(@"^issue\.property\[(?<key>[^\]]+)\]\.(?<path>.+)$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Property();
}
